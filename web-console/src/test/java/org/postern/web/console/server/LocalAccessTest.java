// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.Headers;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;

class LocalAccessTest {
    /** Browsers leave the port of HTTP out. */
    @ParameterizedTest
    @CsvSource({
        "80, 127.0.0.1, true",
        "80, localhost:80, true",
        "80, LOCALHOST, true",
        "80, evil.example, false",
        "80, 127.0.0.1:8080, false",
        "8080, 127.0.0.1, false",
        "8080, 127.0.0.1:8080, true",
    })
    void aHostWithoutAPort_isThatOfHttp(int port, String host, boolean own) {
        LocalAccess access = new LocalAccess(port, "0123456789abcdef", new AccessTokens());
        Headers headers = new Headers();
        headers.set("Host", host);

        assertEquals(own, access.namesThisHost(URI.create("/"), headers));
    }
}
