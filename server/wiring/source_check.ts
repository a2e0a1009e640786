import { fieldsByPattern } from '../../common/settings/fields';
import { expiryOfKey } from '../adapters/authority/key_expiry';
import { seeLastLogons } from '../adapters/source_health/last_logons';
import { lookAtSource } from '../adapters/source_health/source_inspector';
import { createSourceStore } from '../adapters/storage/source_document';
import { createQuestion } from '../detect/events/question';
import { expiryAfter, sourceCheckIsDue, toSourceMemory } from '../record/source_memory';
import { keyIdOf } from '../routes/settings/detection_key';
import type { Background } from './background';
import { clientFor, open } from './opening';
import { basisOf } from './counts_also';

/** What was not answered by then is asked by the next check, ms. */
const CHECK_WITHIN = 120_000;

/**
 * Looks at what a space's patterns reach, with the rights that its events are read with, where that is due, and keeps
 * what it found for the status. Runs beside the ticks and concerns none. Throws where nothing can be told, for example
 * since the key is refused: the ticks say so themselves, and what was found before stays.
 */
export async function checkSource(
  background: Background,
  space: string,
  withinMs = CHECK_WITHIN,
): Promise<void> {
  const { internalClient, setUpIndices, authority, clock, startedAt } = background;
  const opened = await open(background, space);
  if (opened === 'gone' || opened === 'unreadable') return;
  const client = clientFor(background, opened);
  if (!client) return;
  const { indexPatterns: patterns, fields, patternFields, kerberosAndNtlm } = opened.attributes.settings;
  const basis = basisOf(opened.attributes);
  const store = createSourceStore(internalClient, space, setUpIndices);
  const before = await store.read();
  if (!sourceCheckIsDue(before, { basis, startedAt }, clock())) return;
  const question = createQuestion(fields, {
    kerberosAndNtlm: false,
    patternFields: fieldsByPattern(patterns, patternFields),
  });
  const found = await lookAtSource(client, {
    patterns,
    question,
    logons: { kerberosAndNtlm, now: clock() },
    securityOn: authority.securityOn(),
    known: before?.known ?? [],
    signal: AbortSignal.timeout(withinMs),
    toleratesSlow: true,
  });
  background.kept.sawLogons(space, { basis, logons: found.logons, at: clock() });
  const asked = { patterns, question, now: clock() };
  const lastLogons = await seeLastLogons(client, asked, AbortSignal.timeout(withinMs));
  const expiry = await expiryOfKey(client, keyIdOf(opened.attributes));
  const keyExpiresAt = expiryAfter(expiry, before, basis);
  await store.write(toSourceMemory({ ...found, lastLogons, keyExpiresAt }, basis, clock()));
}
