package dev.mora.examples;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name or the reason of somebody who answers for an order: said, not left empty. */
final class Spoken implements ITypeConverter<String> {

  @Override
  public String convert(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException("it is blank, expected who says so, or why");
    }
    return value;
  }
}
