/** What is too much is given up between two pieces, so pieces are short where there is much, ms. */
const LENGTH = { first: 60_000, least: 5_000 };
/** With fewer documents in a piece the next one is twice as long, and with more half as long. */
const DOCUMENTS = { least: 40_000, most: 150_000 };

/** How much time a reading asks for at once. */
export class PieceLength {
  /** Milliseconds. */
  now = LENGTH.first;

  /** To be called with the number of documents of each piece. */
  adapt(documents: number): void {
    if (documents < DOCUMENTS.least) this.now *= 2;
    if (documents > DOCUMENTS.most) this.now = Math.max(this.now / 2, LENGTH.least);
  }
}
