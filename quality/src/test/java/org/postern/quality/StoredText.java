// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the checkout that says what the code is. It is not written by the build, so that who
 * changes the code sees what that changes for others.
 *
 * @param file where it is
 */
record StoredText(Path file) {
    String read() throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Fails where it says something else; writes it anew where that was asked. */
    void holds(String text) throws IOException {
        if (Boolean.getBoolean("postern.rewrite")) {
            Files.writeString(file, text);
        }
        assertEquals(
                text,
                read(),
                () ->
                        BuiltBundle.checkout().relativize(file)
                                + " says something else than the code. If the code is right, run"
                                + " 'mvn verify -Dpostern.rewrite=true' and look at the"
                                + " difference.");
    }
}
