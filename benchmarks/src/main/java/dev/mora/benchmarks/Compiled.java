package dev.mora.benchmarks;

import dev.mora.segmentation.SegmentationPolicy;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A generated policy's twin, compiled by javac while the benchmark runs, in memory. */
final class Compiled {

  private Compiled() {}

  static HandWritten of(SegmentationPolicy policy) {
    byte[] bytes = compile(JavaSource.of(policy));
    try {
      return (HandWritten)
          MethodHandles.lookup()
              .defineHiddenClass(bytes, true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the generated twin does not load", e);
    }
  }

  private static byte[] compile(String source) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new IllegalStateException("a JDK is needed, not a JRE");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StandardJavaFileManager files = javac.getStandardFileManager(null, Locale.ROOT, null);
    boolean fine =
        javac
            .getTask(
                null,
                new InMemory(files, bytes),
                null,
                List.of("-proc:none", "-classpath", classPath()),
                null,
                List.of(new Source(source)))
            .call();
    if (!fine) {
      throw new IllegalStateException("the generated twin does not compile:\n" + source);
    }
    return bytes.toByteArray();
  }

  private static String classPath() {
    return Compiled.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("string:///dev/mora/benchmarks/Generated.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

    private final ByteArrayOutputStream bytes;

    InMemory(JavaFileManager files, ByteArrayOutputStream bytes) {
      super(files);
      this.bytes = bytes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///Generated.class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
