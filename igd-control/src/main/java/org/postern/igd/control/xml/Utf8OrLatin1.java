// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 with bytes in it that are none: these are taken as ISO-8859-1, which is what makers
 * whose UTF-8 is wrong have written. What is UTF-8 elsewhere in the document stays so.
 */
final class Utf8OrLatin1 {
    private Utf8OrLatin1() {}

    static String decode(byte[] bytes) {
        // Reports what it cannot read, in place of replacing it.
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isMalformed()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (in.get() & 0xff));
            }
            result = decoder.reset().decode(in, out, true);
        }
        return out.flip().toString();
    }
}
