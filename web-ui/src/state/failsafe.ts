import { compareInstants } from '../time';
import type { Instant } from '../wire';
import type {
  BreakerView,
  ChainView,
  CheckedService,
  CheckpointView,
  FailsafeEvent,
  FailsafeView,
  HealView,
  IncidentView,
  RecoveryView,
} from '../wireFailsafe';

export const MOST_INCIDENTS = 100;
export const MOST_RECOVERIES = 50;
export const MOST_CHECKPOINTS = 50;
export const MOST_HEALS = 20;
/** Services, breakers and chains on all nodes: more than a cluster has. */
const MOST_OTHERS = 500;

/**
 * The view after an event. What the view knows from a later moment stays, so an event may be folded twice, or
 * into an answer that already counts it in. Percentiles and histories change with the next answer only.
 */
export function failsafeAfter(view: FailsafeView, event: FailsafeEvent): FailsafeView {
  switch (event['@type']) {
    case 'HealthChanged':
      return { ...view, services: changed(view.services, serviceRule, event, serviceAfter) };
    case 'BreakerChanged':
      return { ...view, breakers: changed(view.breakers, breakerRule, event, breakerAfter) };
    case 'TierChanged':
      return { ...view, chains: changed(view.chains, chainRule, event, chainAfter) };
    case 'RecoveryStarted':
      return { ...view, recoveries: newest(started(view.recoveries, event), recoveryOrder, MOST_RECOVERIES) };
    case 'RecoveryEnded':
      return { ...view, recoveries: newest(ended(view.recoveries, event), recoveryOrder, MOST_RECOVERIES) };
    case 'QuorumChanged':
      return event.node === view.node ? { ...view, quorum: event.to } : view;
    case 'PartitionHealed':
      return { ...view, heals: newest(healed(view.heals, event), healOrder, MOST_HEALS) };
    case 'LeaderElected':
      return { ...view, leader: event.node };
    case 'CheckpointTaken':
      return { ...view, checkpoints: newest(taken(view.checkpoints, event), byAt, MOST_CHECKPOINTS) };
    case 'IncidentChanged':
      return { ...view, incidents: orderedIncidents(noted(view.incidents, event.incident)) };
    case 'NodeStarted':
    case 'SilenceChanged':
    default:
      // Nothing that is shown; nor is what only a node of a newer version tells of.
      return view;
  }
}

/** An answer of the gateway as the page keeps it: in the page's order and within its bounds. */
export function failsafeOf(view: FailsafeView): FailsafeView {
  return {
    ...view,
    services: [...view.services].sort(byKey(serviceRule.key)).slice(0, MOST_OTHERS),
    breakers: [...view.breakers].sort(byKey(breakerRule.key)).slice(0, MOST_OTHERS),
    chains: [...view.chains].sort(byKey(chainRule.key)).slice(0, MOST_OTHERS),
    recoveries: newest(view.recoveries, recoveryOrder, MOST_RECOVERIES),
    incidents: orderedIncidents(view.incidents),
    checkpoints: newest(view.checkpoints, byAt, MOST_CHECKPOINTS),
    heals: newest(view.heals, healOrder, MOST_HEALS),
  };
}

export function isOpenIncident(incident: IncidentView): boolean {
  return incident.status !== 'RESOLVED';
}

/** From the fault to its notice, in milliseconds. */
export function detectedAfter(incident: IncidentView): number {
  return between(incident.faultAt, incident.detectedAt);
}

/** From the fault to its end, or until now while it lasts; undefined if there is no clock yet. */
export function lastedFor(incident: IncidentView, now: number | undefined): number | undefined {
  if (incident.recoveredAt) {
    return between(incident.faultAt, incident.recoveredAt);
  }
  return now === undefined ? undefined : Math.max(0, now - Date.parse(incident.faultAt));
}

function between(from: Instant, to: Instant): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}

interface Rule<T> {
  key: (item: T) => string;
  since: (item: T) => Instant;
}

const serviceRule: Rule<Pick<CheckedService, 'service' | 'node' | 'since'>> = {
  key: (of) => `${of.service} ${of.node}`,
  since: (of) => of.since,
};
const breakerRule: Rule<Pick<BreakerView, 'name' | 'node' | 'since'>> = {
  key: (of) => `${of.name} ${of.node}`,
  since: (of) => of.since,
};
const chainRule: Rule<Pick<ChainView, 'chain' | 'node' | 'since'>> = {
  key: (of) => `${of.chain} ${of.node}`,
  since: (of) => of.since,
};

type Of<K extends FailsafeEvent['@type']> = Extract<FailsafeEvent, { '@type': K }>;

/** The list with the event's item replaced, or added at its place. */
function changed<T extends B, B, E extends FailsafeEvent>(
  items: readonly T[],
  rule: Rule<B>,
  event: E,
  after: (before: T | undefined, event: E) => T,
): readonly T[] {
  const wanted = rule.key({ ...event, since: event.at } as unknown as B);
  const known = items.find((item) => rule.key(item) === wanted);
  if (known && compareInstants(rule.since(known), event.at) > 0) {
    return items;
  }
  const next = after(known, event);
  const others = known ? items.map((item) => (item === known ? next : item)) : [...items, next];
  return known ? others : others.sort(byKey(rule.key)).slice(0, MOST_OTHERS);
}

function serviceAfter(before: CheckedService | undefined, event: Of<'HealthChanged'>): CheckedService {
  const { service, node, level, to, detail, at } = event;
  const levels = (before?.levels ?? []).map((of) =>
    of.level === level ? { ...of, status: to, detail, checkedAt: at } : of,
  );
  return { service, node, status: to, detail, since: at, levels };
}

function breakerAfter(before: BreakerView | undefined, event: Of<'BreakerChanged'>): BreakerView {
  const { name, node, to, by, at } = event;
  const counts = before ?? { failuresInRow: 0, calls: 0, failures: 0, rejected: 0 };
  return { ...counts, name, node, state: to, forced: by !== undefined, since: at };
}

function chainAfter(before: ChainView | undefined, event: Of<'TierChanged'>): ChainView {
  const { chain, node, to, best, why, at } = event;
  const tiers = before?.tiers ?? (best && best !== to ? [best, to] : [to]);
  return { chain, node, tiers, tier: to, why, since: at };
}

function started(known: readonly RecoveryView[], event: Of<'RecoveryStarted'>): readonly RecoveryView[] {
  if (known.some((of) => of.recovery === event.recovery)) {
    return known;
  }
  const { recovery, service, node, action, attempt, why, failedAt, at } = event;
  return [...known, { recovery, service, node, action, attempt, why, failedAt, startedAt: at }];
}

function ended(known: readonly RecoveryView[], event: Of<'RecoveryEnded'>): readonly RecoveryView[] {
  const { recovery, service, node, action, recovered, tookMillis, at } = event;
  const failedAt = new Date(Date.parse(at) - tookMillis).toISOString();
  const before = known.find((of) => of.recovery === recovery) ?? {
    recovery,
    service,
    node,
    action,
    attempt: 1,
    failedAt,
    startedAt: failedAt,
  };
  return [
    ...known.filter((of) => of.recovery !== recovery),
    { ...before, action, endedAt: at, recovered, tookMillis },
  ];
}

function taken(known: readonly CheckpointView[], event: Of<'CheckpointTaken'>): readonly CheckpointView[] {
  const { checkpoint, at, bytes, verified, detail } = event;
  return [
    ...known.filter((of) => of.checkpoint !== checkpoint),
    { checkpoint, at, bytes, verified, ...(detail && { detail }) },
  ];
}

function healed(known: readonly HealView[], event: Of<'PartitionHealed'>): readonly HealView[] {
  const { '@type': _, ...heal } = event;
  return [...known.filter((of) => of.node !== heal.node || of.at !== heal.at), heal];
}

/** Each event holds the whole incident; of two, the one whose newest line is later knows more. */
function noted(known: readonly IncidentView[], incident: IncidentView): readonly IncidentView[] {
  const before = known.find((of) => of.id === incident.id);
  if (before && compareInstants(lastWord(before), lastWord(incident)) > 0) {
    return known;
  }
  return [...known.filter((of) => of.id !== incident.id), incident];
}

function lastWord(incident: IncidentView): Instant {
  return incident.timeline.at(-1)?.at ?? incident.detectedAt;
}

/** Open ones first, the most urgent and newest on top; then the others, newest first. */
function orderedIncidents(incidents: readonly IncidentView[]): readonly IncidentView[] {
  return [...incidents].sort(incidentOrder).slice(0, MOST_INCIDENTS);
}

const URGENCY = { PAGE: 0, TICKET: 1, LOG: 2 } as const;

function incidentOrder(a: IncidentView, b: IncidentView): number {
  return (
    Number(isOpenIncident(b)) - Number(isOpenIncident(a)) ||
    (isOpenIncident(a) ? URGENCY[a.severity] - URGENCY[b.severity] : 0) ||
    compareInstants(b.detectedAt, a.detectedAt) ||
    byText(b.id, a.id)
  );
}

function recoveryOrder(a: RecoveryView, b: RecoveryView): number {
  return compareInstants(b.startedAt, a.startedAt) || byText(a.recovery, b.recovery);
}

function byAt(a: CheckpointView, b: CheckpointView): number {
  return compareInstants(b.at, a.at) || byText(b.checkpoint, a.checkpoint);
}

function healOrder(a: HealView, b: HealView): number {
  return compareInstants(b.at, a.at) || byText(a.node, b.node);
}

function newest<T>(items: readonly T[], order: (a: T, b: T) => number, most: number): readonly T[] {
  return [...items].sort(order).slice(0, most);
}

function byKey<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => byText(key(a), key(b));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
