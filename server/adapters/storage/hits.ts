/** How many there are in all, of an answer that counted them. */
export const totalOf = ({ total }: { total?: number | { value: number } }): number =>
  typeof total === 'number' ? total : (total?.value ?? 0);
