import type { FailsafeView, IncidentsView } from '../wireFailsafe';
import { get, request } from './http';

/** It is written to every store and read back from each before it is called done. */
const CHECKPOINT_MILLIS = 65_000;

export type ForceState = 'OPEN' | 'CLOSED' | 'AUTO';

export function failsafeView(): Promise<FailsafeView> {
  return get<FailsafeView>('/failsafe');
}

/** Silences, and how loud it was; the incidents themselves come with the view. */
export function quietness(): Promise<IncidentsView> {
  return get<IncidentsView>('/incidents?limit=1');
}

/** Holds a breaker open or closed, or gives it back to its own rule. */
export function forceBreaker(
  node: string,
  name: string,
  state: ForceState,
  reason: string,
): Promise<unknown> {
  const path = `/breakers/${encodeURIComponent(node)}/${encodeURIComponent(name)}`;
  return request('POST', path, { state, reason });
}

export function acknowledgeIncident(id: string): Promise<unknown> {
  return request('POST', `/incidents/${encodeURIComponent(id)}/acknowledge`, {});
}

export function takeCheckpoint(): Promise<unknown> {
  return request('POST', '/checkpoints', {}, CHECKPOINT_MILLIS);
}
