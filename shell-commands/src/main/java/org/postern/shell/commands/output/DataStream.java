// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A stream of data that remembers why it could not be written; a PrintStream only knows that. */
public final class DataStream extends PrintStream {
    private final Target target;

    private DataStream(Target target, Charset charset) {
        super(new BufferedOutputStream(target), false, charset);
        this.target = target;
    }

    public static DataStream of(OutputStream target, Charset charset) {
        return new DataStream(new Target(target), charset);
    }

    /** Standard output, in the encoding of {@link System#out}. */
    public static DataStream standard() {
        return of(new FileOutputStream(FileDescriptor.out), charset());
    }

    /** JDK 17 names the encoding only where the output is a terminal. */
    private static Charset charset() {
        return Stream.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Charset::forName)
                .orElseGet(Charset::defaultCharset);
    }

    /** Writes what is buffered, and says why something was lost, such as {@code Broken pipe}. */
    Optional<String> failure() {
        boolean failed = checkError();
        IOException failure = target.failure;
        return failure == null && !failed
                ? Optional.empty()
                : Optional.of(String.valueOf(failure == null ? null : failure.getMessage()));
    }

    private static final class Target extends FilterOutputStream {
        private volatile @Nullable IOException failure;

        Target(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
