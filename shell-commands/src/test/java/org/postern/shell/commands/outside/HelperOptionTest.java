// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

class HelperOptionTest {
    @ParameterizedTest
    @CsvSource({
        "host.example, http://host.example:8090",
        "host.example:80, http://host.example:80",
        "203.0.113.9:8091, http://203.0.113.9:8091",
        "2001:db8::9, http://[2001:db8::9]:8090",
        "[2001:db8::9], http://[2001:db8::9]:8090",
        "[2001:db8::9]:8091, http://[2001:db8::9]:8091",
        "http://host.example, http://host.example",
        "HTTP://host.example:8090/reach, HTTP://host.example:8090/reach",
    })
    void whatIsMeant(String text, String url) throws GatewayException {
        assertEquals(url, HelperOption.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "host example",
                "https://host.example:8090",
                "ftp://host.example",
                "http://user@host.example:8090",
                "http://",
                "host_name",
                ":8090",
            })
    void whatNamesNoHelper_isRefused(String text) {
        GatewayException failure =
                assertThrows(GatewayException.class, () -> HelperOption.parse(text));
        assertEquals(Reason.INVALID_ARGUMENT, failure.reason());
    }
}
