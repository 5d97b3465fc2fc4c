import { useEffect, useRef, useSyncExternalStore } from 'react';

/** The pages, by the hash that names them. A hash needs no word from the server, so a reload stays here. */
export const PAGES = {
  desk: { hash: '#/', name: 'Desk' },
  failsafe: { hash: '#/failsafe', name: 'Failsafe' },
};

export type Page = keyof typeof PAGES;

/** The page that a hash names; an unknown one is the desk. */
export function pageOf(hash: string): Page {
  return hash.replace(/\/+$/, '') === PAGES.failsafe.hash ? 'failsafe' : 'desk';
}

/** The page in sight; drawn anew when the hash changes. */
export function usePage(): Page {
  return useSyncExternalStore(onHashChange, () => pageOf(location.hash));
}

/** Moves the focus to the page's content after a change of page, so that a keyboard or reader goes on there. */
export function useFocusOnChange(page: Page): void {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current !== page) {
      shown.current = page;
      document.getElementById('content')?.focus();
      scrollTo(0, 0);
    }
  }, [page]);
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
