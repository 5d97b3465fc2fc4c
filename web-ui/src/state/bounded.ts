/** How a collection knows, orders and limits its items. */
export interface CollectionRules<T> {
  key: (item: T) => string;
  /** Items are listed by this, first to last. */
  order: (a: T, b: T) => number;
  /** Most items kept. */
  bound: number;
  /** Which end is forgotten when the bound is passed. */
  forget: 'first' | 'last';
  /** Items to forget only after all others. */
  keep?: (item: T) => boolean;
}

/** Whether `next` may take the place of `known`, for messages that may come late. */
export type MayReplace<T> = (next: T, known: T) => boolean;

/** Items by key in a stated order and number. Not observable by itself: the store tells of changes. */
export class BoundedCollection<T> {
  private readonly rules: CollectionRules<T>;
  private readonly byKey = new Map<string, T>();
  private sorted: readonly T[] | undefined;

  constructor(rules: CollectionRules<T>) {
    this.rules = rules;
  }

  /** Adds or replaces by key. Returns whether anything changed. */
  merge(items: readonly T[], mayReplace: MayReplace<T> = () => true): boolean {
    let changed = false;
    for (const item of items) {
      const key = this.rules.key(item);
      const known = this.byKey.get(key);
      if (known === undefined || mayReplace(item, known)) {
        this.byKey.set(key, item);
        changed = true;
      }
    }
    if (changed) {
      this.sorted = undefined;
      this.forgetExcess();
    }
    return changed;
  }

  /** Forgets everything and takes these items. */
  replace(items: readonly T[]): void {
    this.byKey.clear();
    this.sorted = undefined;
    this.merge(items);
  }

  /** The items in order; the same array until something changes. */
  list(): readonly T[] {
    this.sorted ??= [...this.byKey.values()].sort(this.rules.order);
    return this.sorted;
  }

  private forgetExcess(): void {
    const excess = this.byKey.size - this.rules.bound;
    if (excess <= 0) {
      return;
    }
    const oldestFirst = this.rules.forget === 'first' ? this.list() : this.list().toReversed();
    const keep = this.rules.keep ?? (() => false);
    const victims = [...oldestFirst.filter((item) => !keep(item)), ...oldestFirst.filter(keep)].slice(
      0,
      excess,
    );
    victims.forEach((item) => this.byKey.delete(this.rules.key(item)));
    this.sorted = undefined;
  }
}
