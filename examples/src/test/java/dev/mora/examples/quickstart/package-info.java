/**
 * The three first things that a host does, each as a test that runs: segment a portfolio, send a
 * reminder, handle a webhook.
 *
 * <pre>
 *  portfolio folder ──> segments        loan + template ──> front door ──> provider ──> webhook ──> tray
 * </pre>
 */
package dev.mora.examples.quickstart;
