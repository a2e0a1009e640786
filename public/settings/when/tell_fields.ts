import type { Tell } from '../../../common/channels/tell';

/** What every group of fields of this form gets. */
export interface TellFieldsProps {
  tell: Tell;
  disabled: boolean;
  /** What is wrong with one of the fields. */
  errorsOf(name: keyof Tell): string[] | undefined;
  onChange(change: Partial<Tell>): void;
  onLeave(name: keyof Tell): void;
  fieldRef(name: keyof Tell): (element: HTMLElement | null) => void;
}
