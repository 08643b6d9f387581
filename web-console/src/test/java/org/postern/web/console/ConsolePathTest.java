// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsolePathTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/system/console/postern, /postern, /system/console/postern, ''",
                "/system/console/postern/data.json, /postern/data.json, /system/console/postern,"
                        + " /data.json",
                "/system/console/postern/, /postern/, /system/console/postern, /",
                "/my/console/postern, -, /my/console/postern, ''",
                "/a%20b/postern/x, /postern/x, /a%20b/postern, /x",
            })
    void aRequestIsTakenApart(String uri, String info, String base, String below) {
        assertEquals(new ConsolePath(base, below), ConsolePath.of(uri, info));
    }
}
