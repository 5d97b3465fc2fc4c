import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { logOut, session } from '../api/desk';
import { isUnauthorised } from '../api/http';
import { DeskSync, type Connection } from '../api/sync';
import type { SessionView } from '../wire';
import type { Failsafe } from './failsafeFold';
import { DeskStore, type Topic } from './store';

/** Events are drawn in batches: at most about 12 times a second, whatever the market does. */
const DRAW_MILLIS = 80;
const SESSION_RETRY_MILLIS = 2_000;

/** What every panel may use. */
export interface Desk {
  store: DeskStore;
  sync: DeskSync;
  connection: Connection;
  session: SessionView;
  mayTrade: boolean;
  logOut: () => void;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) {
    throw new Error('no desk around this panel');
  }
  return desk;
}

/** Reads from the store, and draws again when the topic changed. `read` must not make new values. */
export function useStore<T>(topic: Topic, read: (store: DeskStore) => T): T {
  const { store } = useDesk();
  const subscribe = useCallback((listener: () => void) => store.subscribe(topic, listener), [store, topic]);
  return useSyncExternalStore(subscribe, () => read(store));
}

/** Draws again every second, for ages. */
export function useTick(millis = 1_000): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), millis);
    return () => clearInterval(timer);
  }, [millis]);
}

/** The failsafe layer, asked for again every `millis` while the page is in sight; events come at once. */
export function useFailsafe(millis: number): Failsafe {
  const { sync } = useDesk();
  useEffect(() => {
    const timer = setInterval(() => document.hidden || sync.refreshFailsafe(), millis);
    return () => clearInterval(timer);
  }, [sync, millis]);
  return useStore('failsafe', (store) => store.failsafe.current());
}

/** `ended`: somebody was logged in, and the node no longer knows it. */
export type Login = 'asking' | 'needed' | 'ended' | SessionView;

/** The page's life: who is logged in, and a store kept equal to the server while somebody is. */
export function useDeskLife(): { desk: Desk | undefined; login: Login; onLoggedIn: () => void } {
  const [login, setLogin] = useState<Login>('asking');
  const [connection, setConnection] = useState<Connection>('connecting');
  const [parts, setParts] = useState<{ store: DeskStore; sync: DeskSync }>();
  const [asked, setAsked] = useState(0);

  useEffect(() => askSession(setLogin, setConnection), [asked]);

  const loggedIn = typeof login === 'object';
  useEffect(() => {
    if (!loggedIn) {
      return undefined;
    }
    const store = new DeskStore((flush) => void setTimeout(flush, DRAW_MILLIS));
    const sync = new DeskSync(store, setConnection, () => setLogin('ended'));
    setParts({ store, sync });
    sync.start();
    return () => {
      sync.stop();
      setParts(undefined);
    };
  }, [loggedIn]);

  useEffect(() => {
    document.documentElement.dataset.connection =
      login === 'needed' || login === 'ended' ? 'connecting' : connection;
  }, [connection, login]);

  const leave = useCallback(
    () =>
      void logOut()
        .catch(() => undefined)
        .finally(() => setLogin('needed')),
    [],
  );
  const desk =
    parts && loggedIn
      ? { ...parts, connection, session: login, mayTrade: login.role !== 'viewer', logOut: leave }
      : undefined;
  return { desk, login, onLoggedIn: () => setAsked((n) => n + 1) };
}

/** Asks until there is an answer; a node that is down is a lost connection, not a missing login. */
function askSession(
  setLogin: (login: Login) => void,
  setConnection: (connection: Connection) => void,
): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<void> => {
    try {
      const found = await session();
      if (!stopped) {
        setLogin(found);
      }
    } catch (error) {
      if (stopped) {
        return;
      }
      if (isUnauthorised(error)) {
        setLogin('needed');
      } else {
        setConnection('lost');
        timer = setTimeout(() => void ask(), SESSION_RETRY_MILLIS);
      }
    }
  };
  void ask();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
