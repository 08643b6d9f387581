// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.event;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event message as it is about to be sent. The target is the path of the callback with its
 * query; the headers, in their order, are those besides HOST and CONTENT-LENGTH. If {@code early},
 * the first message is sent before the response to the subscription.
 */
public record EventMessage(String target, Map<String, String> headers, byte[] body, boolean early) {

    public EventMessage withTarget(String otherTarget) {
        return new EventMessage(otherTarget, headers, body, early);
    }

    public EventMessage without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new EventMessage(target, fewer, body, early);
    }

    public EventMessage withText(String otherBody) {
        byte[] bytes = otherBody.getBytes(StandardCharsets.UTF_8);
        return new EventMessage(target, headers, bytes, early);
    }

    public EventMessage sentEarly() {
        return new EventMessage(target, headers, body, true);
    }

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
