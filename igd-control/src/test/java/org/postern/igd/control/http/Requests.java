// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.http;

import org.postern.testkit.StubHttpDevice;

import java.time.Duration;

/** What tests send. */
final class Requests {
    private Requests() {}

    /** For a document of a device. */
    static HttpRequest get(StubHttpDevice device, Duration timeout) {
        return HttpRequest.get(
                device.url("/d.xml"), device.address(), timeout, DocumentEnd.of("root"));
    }
}
