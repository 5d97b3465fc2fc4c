import { ServerClock } from '../time';
import type { DeskStore } from '../state/store';
import type { BarInterval, StreamEventName, StreamEvents } from '../wire';
import { candles, session, snapshot } from './desk';
import { failsafeView } from './failsafe';
import { isUnauthorised, Refusal } from './http';
import { DeskStream } from './stream';

/** Events kept while a load is under way; beyond it the load starts again. At 200 events a second: 50 s. */
const MOST_BUFFERED = 10_000;
const RELOAD_WAIT_MILLIS = 1_000;

export type Connection = 'connecting' | 'live' | 'lost';

type Pushed = { [E in StreamEventName]: [event: E, payload: StreamEvents[E]] }[StreamEventName];

/**
 * Keeps the store equal to the server: opens the stream, keeps back its events, loads everything by REST,
 * then applies what was kept back. So nothing is lost between the two, and what comes twice does no harm, as
 * every payload replaces its predecessor whole.
 */
export class DeskSync {
  readonly clock = new ServerClock();
  /** Why the node tells nothing: it is cut off from all others; undefined if that is not the reason. */
  isolation: string | undefined;
  private readonly store: DeskStore;
  private readonly onConnection: (connection: Connection) => void;
  private readonly onLoggedOut: () => void;
  private readonly stream: DeskStream;
  private buffer: Pushed[] | undefined = [];
  private loads = 0;
  private chart: { instrument: string; interval: BarInterval } | undefined;

  constructor(store: DeskStore, onConnection: (connection: Connection) => void, onLoggedOut: () => void) {
    this.store = store;
    this.onConnection = onConnection;
    this.onLoggedOut = onLoggedOut;
    this.stream = new DeskStream(
      {
        onFresh: () => void this.load(),
        onEvent: (event, payload) => this.onEvent([event, payload] as Pushed),
        onLost: () => this.onConnection('lost'),
        onHeard: () => {
          if (!this.buffer) {
            this.onConnection('live');
          }
        },
      },
      () => this.mayConnect(),
    );
  }

  start(): void {
    this.onConnection('connecting');
    this.stream.start();
  }

  stop(): void {
    this.loads++;
    this.stream.stop();
  }

  /** The series the chart shows: loaded now, and again with each full load. */
  showCandles(instrument: string, interval: BarInterval): void {
    this.chart = { instrument, interval };
    this.loadCandles().catch(() => this.stream.renew());
  }

  /** Asks for the failsafe layer: histories and percentiles come with no event. A failure shows on its page. */
  refreshFailsafe(): void {
    void this.store.failsafe.refresh(failsafeView);
  }

  private onEvent(pushed: Pushed): void {
    if (!this.buffer) {
      this.applyNow(pushed);
    } else if (this.buffer.length < MOST_BUFFERED) {
      this.buffer.push(pushed);
    } else {
      void this.load();
    }
  }

  private async load(): Promise<void> {
    const load = ++this.loads;
    this.buffer = [];
    const chart = this.chart;
    try {
      const [state, bars] = await Promise.all([
        snapshot(),
        chart && candles(chart.instrument, chart.interval),
      ]);
      if (load !== this.loads) {
        return;
      }
      this.store.load(state);
      this.clock.heard(state.status.now);
      if (chart && bars) {
        this.store.loadCandles(chart.instrument, chart.interval, bars);
      }
    } catch (error) {
      if (load === this.loads) {
        this.onLoadFailed(load, error);
      }
      return;
    }
    this.goLive(chart !== this.chart);
  }

  private goLive(chartMoved: boolean): void {
    this.isolation = undefined;
    const kept = this.buffer ?? [];
    this.buffer = undefined;
    kept.forEach((pushed) => this.applyNow(pushed));
    this.onConnection('live');
    this.refreshFailsafe();
    if (chartMoved) {
      this.loadCandles().catch(() => this.stream.renew());
    }
  }

  private onLoadFailed(load: number, error: unknown): void {
    if (isUnauthorised(error)) {
      this.onLoggedOut();
      return;
    }
    this.noteWhy(error);
    this.onConnection('lost');
    setTimeout(() => {
      if (load === this.loads) {
        this.stream.renew();
      }
    }, RELOAD_WAIT_MILLIS);
  }

  private noteWhy(error: unknown): void {
    this.isolation = error instanceof Refusal && error.isIsolated ? error.message : undefined;
  }

  private async loadCandles(): Promise<void> {
    if (this.chart) {
      const { instrument, interval } = this.chart;
      this.store.loadCandles(instrument, interval, await candles(instrument, interval));
    }
  }

  private applyNow([event, payload]: Pushed): void {
    if (event === 'status') {
      this.clock.heard(payload.now);
    }
    this.store.apply(event, payload);
  }

  private async mayConnect(): Promise<boolean> {
    try {
      await session();
      return true;
    } catch (error) {
      this.noteWhy(error);
      if (isUnauthorised(error)) {
        this.onLoggedOut();
      }
      return false;
    }
  }
}
