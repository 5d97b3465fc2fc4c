import type { FailsafeEvent, FailsafeView } from '../wireFailsafe';
import { failsafeAfter, failsafeOf } from './failsafe';

/** Events kept to be folded into a later answer; beyond it the oldest are left to the answer. */
const MOST_KEPT = 500;
/** The node that answers may hear of an event this much later than the gateway that pushed it. */
const GRACE_MILLIS = 2_000;

/** The failsafe layer as the page knows it. */
export interface Failsafe {
  /** Undefined until a node told of it. */
  view: FailsafeView | undefined;
  /** Why the newest question failed; the view is then the last one that was answered. */
  error: string | undefined;
}

/**
 * Answers by REST, and the events between them. What is heard shortly before a question or while it is under
 * way is folded into its answer too, as nobody knows whether the answer counts it in.
 */
export class FailsafeFold {
  private readonly touch: () => void;
  private readonly monotonic: () => number;
  private readonly kept: { event: FailsafeEvent; heardAt: number }[] = [];
  private state: Failsafe = { view: undefined, error: undefined };
  private asking = false;

  /** @param touch told of each change */
  constructor(touch: () => void, monotonic: () => number = () => performance.now()) {
    this.touch = touch;
    this.monotonic = monotonic;
  }

  /** The same object until something changes. */
  current(): Failsafe {
    return this.state;
  }

  onEvent(event: FailsafeEvent): void {
    this.kept.push({ event, heardAt: this.monotonic() });
    this.kept.splice(0, this.kept.length - MOST_KEPT);
    if (this.state.view) {
      this.set({ ...this.state, view: failsafeAfter(this.state.view, event) });
    }
  }

  /** Asks, and takes in the answer or why there is none; does nothing while another question is under way. */
  async refresh(ask: () => Promise<FailsafeView>): Promise<void> {
    if (this.asking) {
      return;
    }
    this.asking = true;
    const from = this.monotonic() - GRACE_MILLIS;
    try {
      const answer = failsafeOf(await ask());
      const since = this.kept.filter((of) => of.heardAt >= from).map((of) => of.event);
      this.set({ view: since.reduce(failsafeAfter, answer), error: undefined });
    } catch (error) {
      this.set({ ...this.state, error: (error as Error).message });
    } finally {
      this.asking = false;
    }
  }

  private set(next: Failsafe): void {
    this.state = next;
    this.touch();
  }
}
