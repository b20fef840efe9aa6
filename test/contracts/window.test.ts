import { describe, expect, it } from 'vitest';
import { resolveWindow, WINDOWS } from '../../src/contracts/window.js';

const hoursOf = ({ from, to }: { from: string; to: string }) =>
  (Date.parse(to) - Date.parse(from)) / 3_600_000;

/** Local dates by another library than the code's: the platform's own calendar. */
const calendarOf = (timeZone: string) => {
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return (instantMs: number) => calendar.format(instantMs);
};

describe('resolveWindow', () => {
  it.each([
    ['yesterday', 'UTC', '2026-11-20T12:00:00Z', '2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z'],
    ['last-7d', 'UTC', '2026-11-20T12:00:00Z', '2026-11-13T00:00:00Z', '2026-11-20T00:00:00Z'],
    ['yesterday', 'UTC', '2026-11-20T00:00:00Z', '2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z'],
    ['yesterday', 'UTC', '2026-11-19T23:59:59.999Z', '2026-11-18T00:00:00Z', '2026-11-19T00:00:00Z'],
    ['yesterday', 'Europe/Berlin', '2026-11-20T12:00:00Z', '2026-11-18T23:00:00Z', '2026-11-19T23:00:00Z'],
    ['yesterday', 'Asia/Kathmandu', '2026-11-20T18:30:00Z', '2026-11-19T18:15:00Z', '2026-11-20T18:15:00Z'],
    [
      'yesterday',
      'Pacific/Kiritimati',
      '2026-11-20T12:00:00Z',
      '2026-11-19T10:00:00Z',
      '2026-11-20T10:00:00Z',
    ],
    ['last-7d', 'America/New_York', '2026-03-10T12:00:00Z', '2026-03-03T05:00:00Z', '2026-03-10T04:00:00Z'],
  ] as const)('%s in %s at %s is from %s to %s', (window, timeZone, now, from, to) => {
    expect(resolveWindow(window, timeZone, now)).toEqual({ from, to });
  });

  it('is the same for the same instant written with another offset', () => {
    expect(resolveWindow('yesterday', 'Europe/Berlin', '2026-11-20T14:00:00+02:00')).toEqual(
      resolveWindow('yesterday', 'Europe/Berlin', '2026-11-20T12:00:00Z'),
    );
  });

  it.each([
    { day: 'spring in Berlin', timeZone: 'Europe/Berlin', now: '2026-03-30T12:00:00Z', hours: 23 },
    { day: 'autumn in Berlin', timeZone: 'Europe/Berlin', now: '2026-10-26T12:00:00Z', hours: 25 },
    { day: 'spring in New York', timeZone: 'America/New_York', now: '2026-03-09T12:00:00Z', hours: 23 },
    { day: 'autumn in New York', timeZone: 'America/New_York', now: '2026-11-02T12:00:00Z', hours: 25 },
    { day: 'spring on Lord Howe', timeZone: 'Australia/Lord_Howe', now: '2026-10-05T00:00:00Z', hours: 23.5 },
    { day: 'a day in Berlin', timeZone: 'Europe/Berlin', now: '2026-06-15T12:00:00Z', hours: 24 },
  ])('has $hours hours: $day', ({ timeZone, now, hours }) => {
    expect(hoursOf(resolveWindow('yesterday', timeZone, now))).toBe(hours);
  });

  it.each([
    { change: 'autumn', now: '2026-10-26T12:00:00Z', hours: 169 },
    { change: 'spring', now: '2026-03-30T12:00:00Z', hours: 167 },
  ])('has $hours hours in the week of $change in Berlin', ({ now, hours }) => {
    expect(hoursOf(resolveWindow('last-7d', 'Europe/Berlin', now))).toBe(hours);
  });

  // The clocks go from midnight to one: the day begins at one.
  it.each([
    ['America/Sao_Paulo', '2018-11-05T12:00:00Z', '2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z'],
    ['America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-03T03:00:00Z', '2018-11-04T03:00:00Z'],
    ['Africa/Cairo', '2024-04-27T12:00:00Z', '2024-04-25T22:00:00Z', '2024-04-26T21:00:00Z'],
    ['Asia/Beirut', '2024-04-01T12:00:00Z', '2024-03-30T22:00:00Z', '2024-03-31T21:00:00Z'],
  ])('begins with the first instant where midnight does not exist: %s at %s', (timeZone, now, from, to) => {
    expect(resolveWindow('yesterday', timeZone, now)).toEqual({ from, to });
  });

  // The clocks go from one back to midnight: the day begins with the first of the two.
  it.each([
    ['America/Havana', '2023-11-06T12:00:00Z', '2023-11-05T04:00:00Z', '2023-11-06T05:00:00Z'],
    ['America/Havana', '2023-11-05T17:00:00Z', '2023-11-04T04:00:00Z', '2023-11-05T04:00:00Z'],
    ['Atlantic/Azores', '2024-10-28T12:00:00Z', '2024-10-27T00:00:00Z', '2024-10-28T01:00:00Z'],
  ])('begins with the first midnight where it comes twice: %s at %s', (timeZone, now, from, to) => {
    expect(resolveWindow('yesterday', timeZone, now)).toEqual({ from, to });
  });

  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/Havana',
    'America/Sao_Paulo',
    'Africa/Cairo',
    'Asia/Gaza',
    'Atlantic/Azores',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
  ];
  it.each(zones)(
    'holds every instant of yesterday and no other, all days of three years, in %s',
    (timeZone) => {
      const localDate = calendarOf(timeZone);
      let previousTo: string | null = null;
      for (let nowMs = Date.UTC(2023, 0, 2, 12); nowMs < Date.UTC(2026, 0, 2); nowMs += 86_400_000) {
        const { from, to } = resolveWindow('yesterday', timeZone, new Date(nowMs).toISOString());
        const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
        const yesterday = localDate(fromMs);
        expect(localDate(toMs - 1)).toBe(yesterday);
        expect(localDate(fromMs - 1) < yesterday).toBe(true);
        expect(localDate(toMs)).toBe(localDate(nowMs));
        if (previousTo !== null) expect(from).toBe(previousTo);
        previousTo = to;
      }
    },
  );

  it.each(WINDOWS)('%s ends before now, whatever the zone', (window) => {
    const now = '2026-11-20T12:00:00Z';
    for (const timeZone of zones) {
      expect(Date.parse(resolveWindow(window, timeZone, now).to)).toBeLessThanOrEqual(Date.parse(now));
    }
  });
});
