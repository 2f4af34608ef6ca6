const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The moment at which the story is told: 19 November 2026, 14:07 CET. */
const TOLD_AT = Date.parse('2026-11-19T14:07:00+01:00');
const UNIT_MS = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: DAY_MS };
const FRIDAY = 5;
const EVENING_HOUR = 18;
/** A hold that ends in the next minutes would be over before anybody sees it. */
const SHORTEST_HOLD_MS = 4 * UNIT_MS.h;

/** Moves the story to another day: what happened 12 minutes before stays 12 minutes before. */
export class StoryTime {
  readonly now: Date;

  constructor(now: Date) {
    this.now = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
  }

  /** A moment of the story as it is told, in CET, for example `11-10 09:12`. */
  at(told: string): Date {
    const [day, time] = told.split(' ');
    const moment = Date.parse(`2026-${day}T${time}:00+01:00`);
    return new Date(this.now.getTime() - (TOLD_AT - moment));
  }

  /** So long ago, for example `95m`, `4h` or `7d`. */
  ago(age: string): Date {
    const [, amount, unit] = /^([\d.]+)([mhd])$/.exec(age) ?? [];
    if (!unit) {
      throw new Error(`'${age}' is not an age such as 95m, 4h or 7d`);
    }
    return new Date(
      this.now.getTime() - Number(amount) * UNIT_MS[unit as 'm' | 'h' | 'd'],
    );
  }

  /** The next Friday at 18:00 UTC that is still some hours away. */
  nextFridayEvening(): Date {
    const evening = new Date(this.now);
    evening.setUTCHours(EVENING_HOUR, 0, 0, 0);
    while (
      evening.getUTCDay() !== FRIDAY ||
      evening.getTime() - this.now.getTime() < SHORTEST_HOLD_MS
    ) {
      evening.setTime(evening.getTime() + DAY_MS);
    }
    return evening;
  }
}
