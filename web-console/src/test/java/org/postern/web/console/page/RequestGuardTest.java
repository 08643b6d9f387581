// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class RequestGuardTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // Our script, in browsers that say where a request comes from, and in others.
                "1, http://127.0.0.1:8080, same-origin, true",
                "1, http://127.0.0.1:8080, -, true",
                "1, HTTP://127.0.0.1:8080, -, true",
                // Behind a proxy the host is another.
                "1, https://console.example, same-origin, true",
                // A form of another site, or of another port of this host.
                "-, http://evil.example, cross-site, false",
                "-, http://127.0.0.1:8080, same-origin, false",
                "1, http://evil.example, -, false",
                "1, http://127.0.0.1:9090, -, false",
                "1, http://127.0.0.1:8080, same-site, false",
                "1, http://127.0.0.1:8080, cross-site, false",
                "1, http://127.0.0.1:8080, none, false",
                "1, null, -, false",
                "1, http://[, -, false",
                // No browser sends none of the two.
                "1, -, -, false",
            })
    void onlyWhatOurPageSendsIsDone(String header, String origin, String site, boolean done) {
        List<String> headers = new ArrayList<>();
        add(headers, "X-Postern-Request", header);
        add(headers, "Origin", origin);
        add(headers, "Sec-Fetch-Site", site);

        assertEquals(
                done,
                RequestGuard.refusal(PageRequests.post("", headers.toArray(String[]::new)))
                        .isEmpty());
    }

    @Test
    void withoutAHost_noOriginIsOurs() {
        assertEquals(
                false,
                RequestGuard.refusal(
                                PageRequests.post(
                                        "",
                                        "X-Postern-Request",
                                        "1",
                                        "Host",
                                        "",
                                        "Origin",
                                        "http://127.0.0.1:8080"))
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"same-origin, false", "none, false", "same-site, true", "cross-site, true"})
    void anotherSiteReadsNothing(String site, boolean foreign) {
        assertEquals(
                foreign,
                RequestGuard.isForeignRead(PageRequests.get("/data.json", "Sec-Fetch-Site", site)));
    }

    private static void add(List<String> headers, String name, String value) {
        if (value != null) {
            headers.addAll(List.of(name, value));
        }
    }
}
