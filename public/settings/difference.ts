/** One thing that somebody else saved otherwise than it stands in the form. */
export interface Difference {
  label: string;
  theirs: string;
  mine: string;
}
