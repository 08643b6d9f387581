// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import org.postern.api.doctor.OutsideResult.Reached;
import org.postern.doctor.internal.address.Ipv6Text;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes answers. */
final class HelperAnswer {
    private HelperAnswer() {}

    /** What became of a check, and the address that was checked. */
    static ByteBuffer of(InetAddress seen, Reached reached) {
        return message("200 OK", seen, "result", reached.name().toLowerCase(Locale.ROOT), "");
    }

    /** Why nothing was checked, and the address that asked. */
    static ByteBuffer of(InetAddress seen, HelperRefusedException refused) {
        String allow = refused.refusal() == HelperRefusal.NOT_GET ? "Allow: GET\r\n" : "";
        String retry =
                refused.retrySeconds() > 0 ? "Retry-After: " + refused.retrySeconds() + "\r\n" : "";
        return message(
                refused.refusal().status(), seen, "error", refused.refusal().word(), allow + retry);
    }

    /** A cache on the way would answer for a port that may be shut by now. */
    private static ByteBuffer message(
            String status, InetAddress seen, String key, String value, String headers) {
        String body =
                "{\"seen\":\"" + withoutScope(seen) + "\",\"" + key + "\":\"" + value + "\"}\n";
        String head =
                "HTTP/1.1 "
                        + status
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\nCache-Control: no-store\r\nConnection: close\r\n"
                        + headers
                        + "\r\n";
        return ByteBuffer.wrap((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    private static String withoutScope(InetAddress address) {
        String text = Ipv6Text.of(address);
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
