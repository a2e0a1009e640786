import type { IconType } from '@elastic/eui';
import type { ComponentType } from 'react';
import type { Channel, ChannelFacts, ChannelOf } from '../../../common/channels/channels';
import type { ChannelKind, OptionsOf, SecretName, TypedSecrets } from '../../../common/channels/kinds';

/** A field of a channel's form: an option or a secret by its name. */
export type FormField = `options.${string}` | `secrets.${string}`;

/** What the form of every kind of channel gets. It holds nothing itself: every value is that of the settings form. */
export interface ChannelFormProps<K extends ChannelKind> {
  /** As it stands in the form, valid or not. */
  channel: ChannelOf<K>;
  /** The same channel as it is saved; undefined for a new one. */
  saved: ChannelOf<K> | undefined;
  /** What the server knows of the saved channel: which secrets are there, and the names the far side gave. */
  facts: ChannelFacts | undefined;
  /**
   * Secrets that were typed and are not saved yet. An empty text: the field is open, and nothing is typed. Undefined: the
   * saved one stays.
   */
  typedSecrets: TypedSecrets;
  onChange(options: OptionsOf<K>): void;
  /**
   * Takes the options over and saves the whole form at once, with what is typed elsewhere. Gives the channel as it is
   * saved; undefined where it was not saved: the form says why.
   */
  onSave(options: OptionsOf<K>): Promise<Channel | undefined>;
  /** In words, what else in the settings is changed and not saved yet. */
  unsavedBeside: readonly string[];
  /** `text`: what is typed; undefined drops it, so that the saved secret stays. */
  onSecret(name: SecretName, text: string | undefined): void;
  /** What is wrong with a field, in sentences; undefined where nothing is, or where it is still typed in. */
  errorsOf(field: FormField): string[] | undefined;
  /** Has to be called when a field was left: from then on its errors are shown. */
  onLeave(field: FormField): void;
  /** Remembers the element of a field, so that it gets the focus when it is wrong. */
  fieldRef(field: FormField): (element: HTMLElement | null) => void;
  /** Whether the person may only look. */
  disabled: boolean;
  /** Whether secrets can be saved. Without an encryption key they cannot. */
  canEncrypt: boolean;
  /** The names of the proxies that kibana.yml lists. */
  proxies: readonly string[];
}

/** How the page shows one kind of channel. */
export interface KindForm<K extends ChannelKind> {
  /** The name of the kind, e.g. on its card. */
  label(): string;
  icon: IconType;
  /** One sentence for the card: what it takes. */
  description(): string;
  /** In a few words, where messages go with these options, e.g. the chat. Empty where that is not known yet. */
  summary(options: OptionsOf<K>): string;
  Form: ComponentType<ChannelFormProps<K>>;
  /** The options of a new channel. */
  empty(): OptionsOf<K>;
}
