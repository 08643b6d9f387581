// SPDX-License-Identifier: Apache-2.0
package org.postern.api.upnp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

/** The numbers of the reference, written out so that no reordering goes unnoticed. */
class UpnpResultTest {
    private static final String RESULTS =
            "SUCCESS=0 NOT_AUTHORIZED=1 PORT_MAPPING_NOT_FOUND=2 INCONSISTENT_PARAMETERS=3"
                    + " NO_SUCH_ENTRY_IN_ARRAY=4 ACTION_FAILED=5 SRC_IP_WILDCARD_NOT_PERMITTED=6"
                    + " EXT_PORT_WILDCARD_NOT_PERMITTED=7 INT_PORT_WILDCARD_NOT_PERMITTED=8"
                    + " REMOTE_HOST_MUST_BE_WILDCARD=9 EXT_PORT_MUST_BE_WILDCARD=10"
                    + " NO_PORT_MAPS_AVAILABLE=11 CONFLICT_WITH_OTHER_MECHANISM=12"
                    + " CONFLICT_WITH_OTHER_MAPPING=13 SAME_PORT_VALUES_REQUIRED=14"
                    + " ONLY_PERMANENT_LEASE_SUPPORTED=15 INVALID_GATEWAY=16 INVALID_PORT=17"
                    + " INVALID_PROTOCOL=18 INVALID_DURATION=19 INVALID_ARGS=20 INVALID_RESPONSE=21"
                    + " INVALID_PARAM=22 HTTP_ERROR=23 SOCKET_ERROR=24 MEM_ALLOC_ERROR=25"
                    + " NO_GATEWAY=26 NO_DEVICES=27 UNKNOWN_ERROR=28";

    private static final String STATUSES =
            "OK=0 HTTP_ERROR=1 HTTP_EMPTY=2 NO_URLS=3 NO_IGD=4 DISCONNECTED=5 UNKNOWN_DEVICE=6"
                    + " INVALID_CONTROL=7 MALLOC_ERROR=8 UNKNOWN_ERROR=9";

    @Test
    void resultsHaveTheNumbersOfTheReference() {
        assertEquals(
                RESULTS,
                String.join(
                        " ", Stream.of(UpnpResult.values()).map(r -> r + "=" + r.code()).toList()));
    }

    @Test
    void statusesHaveTheNumbersOfTheReference() {
        assertEquals(
                STATUSES,
                String.join(
                        " ", Stream.of(IgdStatus.values()).map(s -> s + "=" + s.code()).toList()));
    }
}
