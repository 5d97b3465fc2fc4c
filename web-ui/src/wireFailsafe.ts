/** What the gateway sends of the failsafe layer: one type for each record of dev.holdfast.wire.failsafe. */
import type { HealthStatus, Instant, Quorum } from './wire';

export type CheckLevel = 'SHALLOW' | 'DEEP' | 'SYNTHETIC';
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';
export type Severity = 'LOG' | 'TICKET' | 'PAGE';
export type IncidentStatus = 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED';

export interface CheckedLevel {
  level: CheckLevel;
  status: HealthStatus;
  detail?: string;
  checkedAt?: Instant;
  /** The newest results, oldest first, one letter each: H, D or U. */
  history: string;
  p50Millis?: number;
  p99Millis?: number;
}

export interface CheckedService {
  service: string;
  node: string;
  status: HealthStatus;
  detail?: string;
  since: Instant;
  levels: readonly CheckedLevel[];
}

export interface BreakerView {
  name: string;
  node: string;
  state: BreakerState;
  /** An operator holds it in this state. */
  forced: boolean;
  failuresInRow: number;
  calls: number;
  failures: number;
  rejected: number;
  since: Instant;
}

export interface ChainView {
  chain: string;
  node: string;
  /** Best first. */
  tiers: readonly string[];
  tier: string;
  why?: string;
  since: Instant;
}

/** Running while `endedAt` is absent. */
export interface RecoveryView {
  recovery: string;
  service: string;
  node: string;
  action: string;
  attempt: number;
  why?: string;
  failedAt: Instant;
  startedAt: Instant;
  endedAt?: Instant;
  recovered?: boolean;
  /** From the first notice of the fault. */
  tookMillis?: number;
}

export interface IncidentView {
  id: string;
  cause: string;
  title: string;
  severity: Severity;
  status: IncidentStatus;
  services: readonly string[];
  nodes: readonly string[];
  faultAt: Instant;
  detectedAt: Instant;
  /** From when on people are told; absent if it healed by itself in time. */
  announcedAt?: Instant;
  recoveredAt?: Instant;
  /** How many were folded into it. */
  symptoms: number;
  /** How many notices of it were delivered. */
  notified: number;
  /** Who acknowledged it. */
  by?: string;
  /** The incident that it turned out to be a part of. */
  mergedInto?: string;
  runbook?: string;
  /** Symptoms that are still there. */
  open: readonly SymptomView[];
  /** Whom a notice reached. */
  told: readonly { route: string; severity: Severity; at: Instant }[];
  timeline: readonly { at: Instant; text: string }[];
}

export interface SymptomView {
  what: string;
  service: string;
  node: string;
  /** What it would be by itself: other than the incident's for what is only a consequence. */
  cause: string;
  severity: Severity;
  detail: string;
  since: Instant;
  seenAt: Instant;
}

export interface SilenceView {
  id: string;
  maintenance: boolean;
  cause: string;
  service: string;
  node: string;
  from: Instant;
  until: Instant;
  by: string;
  why: string;
  ended: boolean;
}

/** How much reached the alerting of the node that speaks, and how little of it people. */
export interface Noise {
  symptoms: number;
  repeated: number;
  inhibited: number;
  selfHealed: number;
  silenced: number;
  pages: number;
  tickets: number;
  notices: number;
}

/** GET /api/v1/incidents, of which the page needs only what the failsafe view does not have. */
export interface IncidentsView {
  silences: readonly SilenceView[];
  noise: Noise;
  speaker?: string;
}

export interface CheckpointView {
  checkpoint: string;
  at: Instant;
  bytes: number;
  verified: boolean;
  detail?: string;
}

/** A node that had lost the majority has it again, and was compared with the others. */
export interface HealView {
  node: string;
  apartMillis: number;
  reachedBy: readonly string[];
  unreachedBy: readonly string[];
  compared: number;
  behind: number;
  differences: readonly string[];
  at: Instant;
}

/** GET /api/v1/failsafe: the layer as one node sees it. */
export interface FailsafeView {
  node: string;
  leader?: string;
  quorum: Quorum;
  size: number;
  services: readonly CheckedService[];
  breakers: readonly BreakerView[];
  chains: readonly ChainView[];
  recoveries: readonly RecoveryView[];
  incidents: readonly IncidentView[];
  checkpoints: readonly CheckpointView[];
  heals: readonly HealView[];
  at: Instant;
}

interface About {
  node: string;
  at: Instant;
}

export type FailsafeEvent = About &
  (
    | {
        '@type': 'HealthChanged';
        service: string;
        level: CheckLevel;
        from: HealthStatus;
        to: HealthStatus;
        detail: string;
      }
    | {
        '@type': 'BreakerChanged';
        name: string;
        from: BreakerState;
        to: BreakerState;
        why: string;
        by?: string;
      }
    | { '@type': 'TierChanged'; chain: string; from?: string; to: string; best?: string; why: string }
    | {
        '@type': 'RecoveryStarted';
        recovery: string;
        service: string;
        action: string;
        attempt: number;
        why: string;
        failedAt: Instant;
      }
    | {
        '@type': 'RecoveryEnded';
        recovery: string;
        service: string;
        action: string;
        recovered: boolean;
        tookMillis: number;
        detail: string;
      }
    | { '@type': 'QuorumChanged'; from: Quorum; to: Quorum; detail: string }
    | ({ '@type': 'PartitionHealed' } & Omit<HealView, keyof About>)
    | { '@type': 'NodeStarted'; incarnation: string }
    | { '@type': 'LeaderElected'; token: number }
    | { '@type': 'CheckpointTaken'; checkpoint: string; verified: boolean; bytes: number; detail: string }
    | { '@type': 'IncidentChanged'; incident: IncidentView }
    | { '@type': 'SilenceChanged'; silence: SilenceView }
  );
