import { fitsWildcards } from '../../../common/text/wildcards';

/** What Elasticsearch puts before the name of an index that it mounted from a snapshot. */
const MOUNTED = /^(?:partial|restored)-/;
/** The name of an index behind a data stream: that of the stream, the day on which it was made, and a number. */
const OF_STREAM = /^\.ds-(.+?)(?:-\d{4}\.\d{2}\.\d{2})?-\d{6,}$/;

/** Whether a pattern of the settings reaches an index by its own name or by that of its data stream. */
export function reaches(pattern: string, index: string): boolean {
  const name = index.replace(MOUNTED, '');
  const stream = OF_STREAM.exec(name)?.[1];
  return [index, name, ...(stream === undefined ? [] : [stream])].some((one) => fitsWildcards(one, pattern));
}

/** A query for the documents of the indices that a pattern reaches. Elasticsearch knows the names behind aliases too. */
export const inPattern = (pattern: string): object => ({
  bool: {
    should: [pattern, `.ds-${pattern}-*`, `*-.ds-${pattern}-*`].map((value) => ({
      wildcard: { _index: { value } },
    })),
    minimum_should_match: 1,
  },
});
