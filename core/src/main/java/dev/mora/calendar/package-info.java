/**
 * Which days are holidays at a place, and how a date moves because of them. What is not known stays
 * unknown.
 *
 * <pre>
 *  COUNTRY-YEAR.json ──> CuratedHolidays ──is a──> HolidayCalendar ──with(day, place, kind)──> one more
 *                                                        │
 *  date ──> BusinessDays (calendar, place, weekend) ─────┴──> Known date | Unknown day
 * </pre>
 */
@NullMarked
package dev.mora.calendar;

import org.jspecify.annotations.NullMarked;
