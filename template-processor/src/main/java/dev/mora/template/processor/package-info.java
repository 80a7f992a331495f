/**
 * The build-time half of binding a record to a template: what would fail when the template is
 * loaded fails the compiler, at the record and with the place in the template's file.
 *
 * <pre>
 *  record with @TemplateFields ──> TemplateFieldsProcessor ──> RecordShape.differences(template)
 *                 resource or -Amora.templates ──> file ──────────────┘        └──> errors of javac
 * </pre>
 */
@NullMarked
package dev.mora.template.processor;

import org.jspecify.annotations.NullMarked;
