import type { Draft } from './draft';
import type { FieldName } from './field_name';
import type { SettingsForm } from './use_settings';

/** What every page of the settings gets. */
export interface SectionProps {
  form: SettingsForm;
  draft: Draft;
  /** Whether the person may only look. */
  disabled: boolean;
  /** Remembers the element of a field, so that it can get the focus. */
  fieldRef(field: FieldName): (element: HTMLElement | null) => void;
}
