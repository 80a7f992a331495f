package dev.mora.template.lint;

import dev.mora.json.Fault;
import dev.mora.json.InvalidDocument;
import dev.mora.json.JsonLimits;
import dev.mora.json.JsonLocation;
import dev.mora.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A host's own phrases for the rules in one language, beside the library's. The file has the form
 * of the library's word lists ({@code docs/templates.md}):
 *
 * <pre>
 *  -- how people speak here
 *  &#64;debt = clavo | culebra
 *  [shame-insult]
 *  maleta|chambon
 *  [threat-harm]
 *  le|te vamos|van a ..2 sacar ..1 @debt
 *  ! sacar de dudas
 * </pre>
 *
 * A section is a rule of the word lists, {@code [any]} for what excuses everywhere, or a mark. The
 * library's lists, such as {@code @place}, may be used; a list of the same name adds to it in this
 * file alone. Immutable.
 */
public final class Phrases {

  private final Language language;
  private final Map<String, PhraseList> sections;

  private Phrases(Language language, Map<String, PhraseList> sections) {
    this.language = language;
    this.sections = sections;
  }

  /**
   * Reads a file in UTF-8.
   *
   * @throws InvalidDocument with every fault, by line and column
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Phrases load(Path file, Language language) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in, language);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads UTF-8 to the end, and does not close.
   *
   * @param source name for faults, such as the resource's
   * @throws InvalidDocument with every fault, by line and column
   * @throws UncheckedIOException if the stream cannot be read
   */
  public static Phrases read(String source, InputStream in, Language language) {
    try {
      byte[] bytes = in.readNBytes(JsonLimits.FILE.maxBytes() + 1);
      if (bytes.length > JsonLimits.FILE.maxBytes()) {
        throw fault(source, "more than " + JsonLimits.FILE.maxBytes() + " bytes", "a short file");
      }
      return parse(
          source,
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(),
          language);
    } catch (CharacterCodingException e) {
      throw fault(source, "bytes that are no text", "UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param source name for faults
   * @throws InvalidDocument with every fault, by line and column
   */
  public static Phrases parse(String source, String text, Language language) {
    Lexicon library = Lexicon.of(language);
    return new Phrases(language, LexiconFile.beside(library, source, text));
  }

  public Language language() {
    return language;
  }

  Map<String, PhraseList> sections() {
    return sections;
  }

  private static InvalidDocument fault(String source, String found, String expected) {
    return Fault.of(new JsonLocation(source, 1, 1, ""), found, expected).asException();
  }
}
