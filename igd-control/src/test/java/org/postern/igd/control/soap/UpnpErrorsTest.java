// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.api.upnp.UpnpResult;

import java.util.HashMap;
import java.util.Map;

class UpnpErrorsTest {
    private static final Map<UpnpResult, int[]> TABLE =
            Map.ofEntries(
                    Map.entry(UpnpResult.INVALID_ARGS, codes(402, 600, 601, 605)),
                    Map.entry(
                            UpnpResult.NOT_AUTHORIZED,
                            codes(403, 606, 607, 608, 609, 610, 611, 612)),
                    Map.entry(UpnpResult.ACTION_FAILED, codes(401, 501, 602, 603, 604)),
                    Map.entry(UpnpResult.NO_SUCH_ENTRY_IN_ARRAY, codes(713)),
                    Map.entry(UpnpResult.PORT_MAPPING_NOT_FOUND, codes(714, 730)),
                    Map.entry(UpnpResult.SRC_IP_WILDCARD_NOT_PERMITTED, codes(715)),
                    Map.entry(UpnpResult.EXT_PORT_WILDCARD_NOT_PERMITTED, codes(716)),
                    Map.entry(UpnpResult.CONFLICT_WITH_OTHER_MAPPING, codes(718)),
                    Map.entry(UpnpResult.SAME_PORT_VALUES_REQUIRED, codes(724)),
                    Map.entry(UpnpResult.ONLY_PERMANENT_LEASE_SUPPORTED, codes(725)),
                    Map.entry(UpnpResult.REMOTE_HOST_MUST_BE_WILDCARD, codes(726)),
                    Map.entry(UpnpResult.EXT_PORT_MUST_BE_WILDCARD, codes(727)),
                    Map.entry(UpnpResult.NO_PORT_MAPS_AVAILABLE, codes(728)),
                    Map.entry(UpnpResult.CONFLICT_WITH_OTHER_MECHANISM, codes(729)),
                    Map.entry(UpnpResult.INT_PORT_WILDCARD_NOT_PERMITTED, codes(732)),
                    Map.entry(UpnpResult.INCONSISTENT_PARAMETERS, codes(733)));

    @Test
    void everyCode_hasItsResult_andAllOthersAreUnknown() {
        Map<Integer, UpnpResult> wanted = new HashMap<>();
        TABLE.forEach(
                (result, codes) -> {
                    for (int code : codes) {
                        wanted.put(code, result);
                    }
                });
        for (int code = 0; code < 1000; code++) {
            UpnpResult result = wanted.getOrDefault(code, UpnpResult.UNKNOWN_ERROR);
            assertEquals(result, UpnpResult.of(UpnpErrors.failure(code, "")), "code " + code);
        }
    }

    @Test
    void advice_isASentence() {
        for (int code = 0; code < 1000; code++) {
            String advice = UpnpErrors.failure(code, "").getMessage().strip();
            assertTrue(advice.matches("[A-Z].{15,}\\."), advice);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A restart gives a router no action that it does not have.
                "401 | The router does not have this action: look in its settings instead.",
                "402 | The router does not take this: look in its settings, or in its own log, for"
                        + " the reason.",
                "501 | Try again later, or restart the router.",
                "403 | Port mapping over UPnP is switched off on this router, or not allowed for"
                        + " this machine or port: look in its settings under UPnP or NAT. Many"
                        + " routers keep the ports below 1024.",
                "716 | Use a port of 1024 or above, or map the port in the router's settings.",
                "727 | It forwards all ports to one machine or none: choose this machine as"
                        + " exposed host (DMZ) in its settings, if you want that.",
                "728 | The router's table is full: remove mappings that are not needed.",
            })
    void advice_fitsTheCode(int code, String advice) {
        assertEquals("It failed. " + advice, UpnpErrors.failure(code, "It failed.").getMessage());
    }

    private static int[] codes(int... codes) {
        return codes;
    }
}
