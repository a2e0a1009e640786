/**
 * The Kibana packages that are imported at run time, as far as we use them. They are on no registry: Kibana
 * brings them (server: its node_modules, browser: its shared globals), the sandbox brings stand-ins.
 * Checked against Kibana 8.12.2.
 */
declare module '@kbn/i18n' {
  interface TranslateArguments {
    defaultMessage: string;
    values?: Record<string, string | number | boolean | Date | null | undefined>;
    description?: string;
    ignoreTag?: boolean;
  }
  export const i18n: {
    translate(id: string, args: TranslateArguments): string;
    getLocale(): string;
  };
}

declare module '@kbn/config-schema' {
  export interface Type<V> {
    readonly __isKbnConfigSchemaType: true;
    readonly type: V;
    validate(value: unknown, context?: Record<string, unknown>, namespace?: string): V;
  }
  interface StringOptions {
    defaultValue?: string;
    minLength?: number;
    maxLength?: number;
    validate?: (value: string) => string | void;
  }
  export type TypeOf<T extends Type<unknown>> = T['type'];
  export const schema: {
    object<P extends Record<string, Type<unknown>>>(
      props: P,
      options?: { defaultValue?: unknown; unknowns?: 'allow' | 'ignore' | 'forbid' },
    ): Type<{ [K in keyof P]: P[K]['type'] }>;
    string(options?: StringOptions): Type<string>;
    uri(options?: {
      scheme?: string[];
      defaultValue?: string;
      validate?: (value: string) => string | void;
    }): Type<string>;
    boolean(options?: { defaultValue?: boolean }): Type<boolean>;
    arrayOf<V>(
      type: Type<V>,
      options?: { defaultValue?: V[]; maxSize?: number; validate?: (value: V[]) => string | void },
    ): Type<V[]>;
    maybe<V>(type: Type<V>): Type<V | undefined>;
    any(): Type<unknown>;
  };
}
