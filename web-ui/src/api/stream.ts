import type { StreamEventName, StreamEvents } from '../wire';

/** The server speaks every second; after three silent ones the page is not to be trusted. */
export const SILENCE_MILLIS = 3_000;
const WATCH_MILLIS = 250;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 5_000;

const EVENTS: readonly StreamEventName[] = [
  'status',
  'quote',
  'candle',
  'order',
  'fill',
  'position',
  'account',
  'equity',
  'service',
  'health',
  'incidents',
  'recoveries',
  'breakers',
  'cluster',
];

export type StreamListener = {
  /** A connection is open whose earlier events are not known: everything has to be loaded. */
  onFresh: () => void;
  onEvent: <E extends StreamEventName>(event: E, payload: StreamEvents[E]) => void;
  /** Nothing was heard for {@link SILENCE_MILLIS}, or the connection broke. */
  onLost: () => void;
  /** Something was heard. */
  onHeard: () => void;
};

/**
 * The push channel with a watchdog of its own. EventSource reconnects by itself after a break (and then
 * resumes by Last-Event-ID, or is sent `reset`), but gives up for good on an HTTP error and never notices
 * silence: then it is thrown away and made anew, with waits from 0.5 s doubling to 5 s.
 */
export class DeskStream {
  private readonly listener: StreamListener;
  private readonly mayConnect: () => Promise<boolean>;
  private source: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setInterval> | undefined;
  private lastHeard = 0;
  private waitMillis = FIRST_WAIT_MILLIS;
  private stopped = false;

  /** @param mayConnect asked before each connection: false means not now, try again after the wait */
  constructor(listener: StreamListener, mayConnect: () => Promise<boolean>) {
    this.listener = listener;
    this.mayConnect = mayConnect;
  }

  start(): void {
    this.lastHeard = performance.now();
    this.watchdog = setInterval(() => this.watch(), WATCH_MILLIS);
    void this.connect();
  }

  stop(): void {
    this.stopped = true;
    this.drop();
    clearTimeout(this.timer);
    clearInterval(this.watchdog);
  }

  /** Throws the connection away and makes another, which will be fresh. */
  renew(): void {
    this.drop();
    if (this.timer === undefined && !this.stopped) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        void this.connect();
      }, this.waitMillis);
      this.waitMillis = Math.min(this.waitMillis * 2, LONGEST_WAIT_MILLIS);
    }
  }

  private async connect(): Promise<void> {
    const may = await this.mayConnect().catch(() => false);
    if (this.stopped || this.source) {
      return;
    }
    if (!may) {
      this.renew();
      return;
    }
    const source = new EventSource('/api/v1/stream');
    this.source = source;
    this.lastHeard = performance.now();
    source.onopen = this.onOpenOf(source);
    source.onerror = () => {
      if (this.source === source) {
        this.listener.onLost();
        if (source.readyState === EventSource.CLOSED) {
          this.renew();
        }
      }
    };
    for (const event of EVENTS) {
      source.addEventListener(event, (message) =>
        this.onMessage(source, event, message as MessageEvent<string>),
      );
    }
    source.addEventListener('reset', () => {
      if (this.source === source) {
        this.heard();
        this.listener.onFresh();
      }
    });
  }

  /** Only the first opening is fresh: later ones the server resumes, or says `reset` if it cannot. */
  private onOpenOf(source: EventSource): () => void {
    let opened = false;
    return () => {
      if (this.source === source) {
        this.heard();
        if (!opened) {
          opened = true;
          this.listener.onFresh();
        }
      }
    };
  }

  private onMessage(source: EventSource, event: StreamEventName, message: MessageEvent<string>): void {
    if (this.source !== source) {
      return;
    }
    this.heard();
    this.waitMillis = FIRST_WAIT_MILLIS;
    this.listener.onEvent(event, JSON.parse(message.data) as never);
  }

  private heard(): void {
    this.lastHeard = performance.now();
    this.listener.onHeard();
  }

  private watch(): void {
    if (performance.now() - this.lastHeard > SILENCE_MILLIS) {
      this.listener.onLost();
      if (this.source) {
        this.renew();
      }
    }
  }

  private drop(): void {
    this.source?.close();
    this.source = undefined;
  }
}
