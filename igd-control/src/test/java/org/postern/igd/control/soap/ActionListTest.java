// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.igd.control.http.HttpResponse;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;

class ActionListTest {
    private static final String STATUS =
            "<action><name>GetStatusInfo</name><argumentList><argument><name>NewUptime</name>"
                    + "</argument></argumentList></action>";
    private static final String DELETE = "<action><name> DeletePortMapping\n</name></action>";

    private static Set<String> read(int status, String document) {
        return ActionList.read(
                new HttpResponse(
                        status,
                        document.getBytes(StandardCharsets.UTF_8),
                        InetAddress.getLoopbackAddress()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<scpd><actionList>" + STATUS + DELETE + "</actionList></scpd>",
                "<?xml version=\"1.0\"?>\n<SCPD xmlns=\"x\"><ACTIONLIST>"
                        + STATUS
                        + DELETE
                        + "</ACTIONLIST></SCPD>\r\n\0\0",
                "<s:scpd><s:actionList>" + STATUS + DELETE + "</s:actionList></s:scpd >",
            })
    void actionsAreRead_withoutTheirArguments(String document) {
        assertEquals(Set.of("getstatusinfo", "deleteportmapping"), read(200, document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Login</body></html>",
                "<scpd><actionList>" + STATUS + DELETE,
                "<scpd><actionList>" + DELETE + "</actionList></scpd>",
                "<scpd></scpd>",
            })
    void whatIsCutOffOrOfAnotherService_tellsNothing(String document) {
        assertEquals(Set.of(), read(200, document));
    }

    @Test
    void errorPage_tellsNothing() {
        assertEquals(Set.of(), read(404, "<scpd><actionList>" + STATUS + "</actionList></scpd>"));
    }
}
