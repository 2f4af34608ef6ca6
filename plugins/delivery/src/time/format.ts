import { DateTime } from 'luxon';
import type { DeliveryWords } from '../translation';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Age in one unit, as a person says it: 41 s, 12 min, 2 h, 9 days. Never
 * negative: a clock that is ahead gives 0 s.
 */
export function formatAge(seconds: number, t: DeliveryWords): string {
  const age = Math.max(0, Math.floor(seconds));
  if (age < MINUTE) {
    return t('time.seconds', { n: String(age) });
  }
  if (age < 100 * MINUTE) {
    return t('time.minutes', { n: String(Math.floor(age / MINUTE)) });
  }
  if (age < 2 * DAY) {
    return t('time.hours', { n: String(Math.floor(age / HOUR)) });
  }
  return t('time.days', { n: String(Math.floor(age / DAY)) });
}

/** A length of minutes, hours or days; what is none of the smaller unit is not said. */
function formatLong(whole: number, t: DeliveryWords): string {
  const n = (unit: number) => String(Math.floor(whole / unit));
  if (whole < 2 * HOUR) return t('time.minutes', { n: n(MINUTE) });
  if (whole < DAY) {
    const m = Math.floor((whole % HOUR) / MINUTE);
    return m
      ? t('time.hoursMinutes', { h: n(HOUR), m: String(m) })
      : t('time.hours', { n: n(HOUR) });
  }
  const h = Math.floor((whole % DAY) / HOUR);
  if (h) return t('time.daysHours', { d: n(DAY), h: String(h) });
  return whole < 2 * DAY
    ? t('time.hours', { n: n(HOUR) })
    : t('time.days', { n: n(DAY) });
}

/** Length in at most two units: 0.6 s, 35 s, 1 min 42 s, 38 min, 6 d 22 h. */
export function formatDuration(seconds: number, t: DeliveryWords): string {
  const length = Math.max(0, seconds);
  if (length < 10) {
    return t('time.seconds', { n: String(Math.round(length * 10) / 10) });
  }
  const whole = Math.floor(length);
  if (whole < MINUTE) {
    return t('time.seconds', { n: String(whole) });
  }
  const s = whole % MINUTE;
  return whole < 10 * MINUTE && s
    ? t('time.minutesSeconds', {
        ...{ m: String(Math.floor(whole / MINUTE)), s: String(s) },
      })
    : formatLong(whole, t);
}

/** Exact local time, with as much date as is needed to be exact. */
export function formatMoment(iso: string, now: number): string {
  const at = DateTime.fromISO(iso);
  if (!at.isValid) {
    return iso;
  }
  const today = DateTime.fromMillis(now);
  if (at.hasSame(today, 'day')) {
    return at.toFormat('HH:mm');
  }
  return at.toFormat(
    at.hasSame(today, 'year') ? 'd LLL HH:mm' : 'd LLL yyyy HH:mm',
  );
}

/** The same with the zone, for times that people of several zones agree on. */
export function formatZoned(iso: string, now: number): string {
  const at = DateTime.fromISO(iso);
  // Only the British locale gives European zones their names.
  return at.isValid
    ? `${formatMoment(iso, now)} ${at.setLocale('en-GB').toFormat('ZZZZ')}`
    : iso;
}

const ISO_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;

/** A sentence of the backend with its moments in the person's own time. */
export function localTimes(sentence: string, now: number): string {
  return sentence.replace(ISO_TIME, iso => formatMoment(iso, now));
}

/** Local time to the second with the zone, for *Live · 14:07:12 CET*. */
export function formatClock(millis: number): string {
  // Only the British locale gives European zones their names.
  return DateTime.fromMillis(millis)
    .setLocale('en-GB')
    .toFormat('HH:mm:ss ZZZZ');
}

/** UTC in words and ISO 8601, for the title of a time. */
export function formatExact(iso: string): string {
  const at = DateTime.fromISO(iso, { zone: 'utc' });
  return at.isValid
    ? `${at.toFormat('d LLL yyyy HH:mm:ss')} UTC · ${at.toISO()}`
    : iso;
}

/** Seconds from a moment until now, or until another moment. */
export function secondsSince(iso: string, until: number | string): number {
  const end = typeof until === 'number' ? until : Date.parse(until);
  return (end - Date.parse(iso)) / 1000;
}
