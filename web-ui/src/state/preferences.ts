import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';

/** A choice kept in this browser; where storage is refused it lives as long as the page. */
export function useRemembered(name: string, fallback: string): [string, (value: string) => void] {
  const key = `holdfast.${name}`;
  const [value, setValue] = useState(() => read(key) ?? fallback);
  const remember = useCallback(
    (next: string) => {
      setValue(next);
      write(key, next);
    },
    [key],
  );
  return [value, remember];
}

export type Theme = 'dark' | 'light';

const system = matchMedia('(prefers-color-scheme: dark)');
const themeListeners = new Set<() => void>();

/** The theme in force: the chosen one, else the system's. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(onThemeChange, currentTheme);
  useEffect(() => {
    document.documentElement.style.colorScheme = theme;
  }, [theme]);
  return [theme, chooseTheme];
}

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'dark' || chosen === 'light' ? chosen : system.matches ? 'dark' : 'light';
}

function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  document.documentElement.style.colorScheme = theme;
  write('holdfast.theme', theme);
  themeListeners.forEach((listener) => listener());
}

function onThemeChange(listener: () => void): () => void {
  themeListeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    themeListeners.delete(listener);
    system.removeEventListener('change', listener);
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Refused (private window): the choice lives as long as the page.
  }
}
