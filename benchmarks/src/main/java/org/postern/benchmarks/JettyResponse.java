// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Keeps what Jetty's parser reads, as a client must. */
final class JettyResponse implements HttpParser.ResponseHandler {
    private final HttpFields fields = new HttpFields();
    private byte[] body = new byte[1024];
    private int size;

    byte[] body() {
        return Arrays.copyOf(body, size);
    }

    @Override
    public boolean startResponse(HttpVersion version, int status, String reason) {
        return false;
    }

    @Override
    public void parsedHeader(HttpField field) {
        fields.add(field);
    }

    @Override
    public boolean headerComplete() {
        return false;
    }

    @Override
    public boolean content(ByteBuffer item) {
        int count = item.remaining();
        if (size + count > body.length) {
            body = Arrays.copyOf(body, Math.max(size + count, 2 * body.length));
        }
        item.get(body, size, count);
        size += count;
        return false;
    }

    @Override
    public boolean contentComplete() {
        return false;
    }

    @Override
    public boolean messageComplete() {
        return true;
    }

    @Override
    public void earlyEOF() {
        throw new IllegalStateException("the response ended early");
    }

    @Override
    public int getHeaderCacheSize() {
        return 4096;
    }
}
