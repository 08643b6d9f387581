// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.event;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event message as it is about to be sent.
 *
 * @param target path of the callback, with its query
 * @param headers in their order, besides HOST and CONTENT-LENGTH
 * @param body the property set
 * @param beforeTheAnswer whether the first one is sent before the subscription is answered
 */
public record Notice(
        String target, Map<String, String> headers, byte[] body, boolean beforeTheAnswer) {

    /** This one to another path. */
    public Notice to(String otherTarget) {
        return new Notice(otherTarget, headers, body, beforeTheAnswer);
    }

    /** This one without a header. */
    public Notice without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new Notice(target, fewer, body, beforeTheAnswer);
    }

    /** This one with another body. */
    public Notice saying(String otherBody) {
        byte[] bytes = otherBody.getBytes(StandardCharsets.UTF_8);
        return new Notice(target, headers, bytes, beforeTheAnswer);
    }

    /** This one in a hurry. */
    public Notice early() {
        return new Notice(target, headers, body, true);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** What goes out, in one write. */
    byte[] encode(String host) {
        StringBuilder head = new StringBuilder("NOTIFY " + target + " HTTP/1.1\r\n");
        head.append("HOST: ").append(host).append("\r\n");
        headers.forEach((k, v) -> head.append(k).append(": ").append(v).append("\r\n"));
        head.append("CONTENT-LENGTH: ").append(body.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
