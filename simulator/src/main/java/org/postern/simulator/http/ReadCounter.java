// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the reads, each of which takes what has arrived: its buffer is never full. */
final class ReadCounter extends FilterInputStream {
    private int count;

    ReadCounter(InputStream in) {
        super(in);
    }

    int count() {
        return count;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count++;
        return read;
    }
}
