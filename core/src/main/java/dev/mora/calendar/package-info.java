/**
 * Which days are holidays at a place, and how a date moves because of them. What is not known stays
 * unknown.
 *
 * <pre>
 *  COUNTRY-YEAR.json ──> CuratedHolidays ──is a──> HolidayCalendar ──with(day, place, kind)──┐
 *                                                        │ ^                              │
 *                                                        │ └──────────────────────────────┘
 *  date ──> BusinessDays (place, weekend) <──────────────┘ ──> Known date | Unknown day
 * </pre>
 */
@NullMarked
package dev.mora.calendar;

import org.jspecify.annotations.NullMarked;
