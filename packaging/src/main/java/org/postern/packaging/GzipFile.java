// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A text as {@code gzip -9n} compresses it, which Debian asks for (policy, 12.1 and 12.7). That of
 * the JDK writes which system it is, and cannot say that it took the best compression.
 */
final class GzipFile {
    /** RFC 1952, 2.3: magic number, deflate, no flags, no time, best compression, Unix. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, 3};

    private static final int TRAILER_SIZE = 8;

    private GzipFile() {}

    static byte[] of(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        // What cannot be compressed grows by five bytes for each block of 16 KiB, and a few.
        byte[] compressed = new byte[content.length + content.length / 1000 + 64];
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        int size = deflater.deflate(compressed);
        deflater.end();
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ByteBuffer file =
                ByteBuffer.allocate(HEADER.length + size + TRAILER_SIZE)
                        .order(ByteOrder.LITTLE_ENDIAN);
        file.put(HEADER).put(compressed, 0, size);
        file.putInt((int) checksum.getValue()).putInt(content.length);
        return file.array();
    }
}
