// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.Reason;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Refusals that have no code, or none that means anything (quirk A46). */
@Timeout(60)
class UncodedRefusalTest extends OneSoapRouter {
    private static final String NEGATIVE = "<s:Fault><errorCode>-911</errorCode></s:Fault>";
    private static final String PAGE = "\n<html><body>error</body></html>";

    /** As asked, once more after a lost answer, then three times in other words. */
    private static final int MOST = 5;

    private void refuse(String answer, Predicate<Map<String, String>> taken) {
        router.on(
                "AddPortMapping", add -> taken.test(add) ? Optional.empty() : Optional.of(answer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NEGATIVE,
                "<s:Fault><errorCode>0</errorCode></s:Fault>",
                "<s:Fault><errorCode>Failed</errorCode></s:Fault>",
                "<s:Fault><errorCode>899</errorCode></s:Fault>",
                "<s:Fault/>",
                PAGE,
                StubSoapRouter.LOST,
            })
    void leaseThatIsTheReason_isFound_andSoIsTheDescription(String answer) throws Exception {
        refuse(answer, add -> add.get("NewLeaseDuration").equals("0"));
        assertTrue(map(ASKED).mapping().lease().isZero());

        refuse(answer, add -> add.get("NewPortMappingDescription").isEmpty());
        assertEquals(
                "", map(StubSoapRouter.request(8081, 80, "web", 3600)).mapping().description());
    }

    @ParameterizedTest
    @ValueSource(strings = {NEGATIVE, PAGE, StubSoapRouter.LOST})
    void olderMappingInTheWay_isRemovedAsAfterAnyRefusal(String answer) throws Exception {
        router.holdOwn(8080, 4444);
        refuse(answer, add -> add.get("NewLeaseDuration").equals("0"));

        assertEquals(80, map(ASKED).mapping().internalPort());
        assertEquals(1, router.table().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {NEGATIVE, "<s:Fault/>", PAGE, StubSoapRouter.LOST})
    void whatNothingHelps_isAskedAFewTimes_andUpnpIsNotSaidToBeOff(String answer) {
        refuse(answer, add -> false);

        GatewayException failure = failure(ASKED);

        assertEquals(Reason.FAILED, failure.reason());
        assertTrue(router.asked("AddPortMapping").size() <= MOST, router.asked()::toString);
        assertTrue(
                failure.getMessage()
                        .contains(
                                " It answers other requests, so UPnP is enabled: try another port,"
                                        + " or map the port in the router's settings."),
                failure.getMessage());
    }

    @Test
    void anyPort_isTriedAtAFewOthers() throws Exception {
        refuse(NEGATIVE, add -> !add.get("NewExternalPort").equals("8080"));

        assertEquals(8081, map(StubSoapRouter.anyPort(8080, 80)).mapping().externalPort());

        refuse(NEGATIVE, add -> false);
        int before = router.asked("AddPortMapping").size();
        assertThrows(GatewayException.class, () -> map(StubSoapRouter.anyPort(8090, 81)));
        assertTrue(router.asked("AddPortMapping").size() - before <= MOST + 4);
    }

    @Test
    void nothingOfTheServiceWorks_upnpMayBeOff() {
        refuse("<s:Fault/>", add -> false);
        for (String each :
                new String[] {
                    "GetSpecificPortMappingEntry", "GetGenericPortMappingEntry", "GetStatusInfo"
                }) {
            router.on(each, asked -> Optional.of("<s:Fault/>"));
        }

        GatewayException failure = failure(ASKED);

        assertEquals(Reason.TRANSPORT_ERROR, failure.reason());
        assertTrue(
                failure.getMessage()
                        .contains(
                                " It refuses other requests too: check that UPnP is enabled in the"
                                        + " router's settings."),
                failure.getMessage());
    }

    /** The holder says more than a strange code. */
    @Test
    void anothersEntry_isNamed() {
        router.holdOther(8080);
        refuse(NEGATIVE, add -> false);

        GatewayException failure = failure(ASKED);

        assertEquals(Reason.CONFLICT, failure.reason());
        assertTrue(failure.getMessage().contains("192.0.2.9"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "Port mapping table id full !, NO_RESOURCES",
        "No more entries, NO_RESOURCES",
        "Rule limit reached, NO_RESOURCES",
        "Not allowed, NOT_AUTHORIZED",
        "Permission denied, NOT_AUTHORIZED",
        "Port already in use, CONFLICT",
        "NoPortMapsAvailable, NO_RESOURCES",
        "PORT_MAPPING_TABLE_FULL, NO_RESOURCES",
        "ActionNotAuthorized, NOT_AUTHORIZED",
    })
    void routersOwnText_namesTheReason(String text, Reason reason) {
        for (String code : new String[] {"501", "-1", "899", "402"}) {
            refuse(
                    "<s:Fault><errorCode>"
                            + code
                            + "</errorCode><errorDescription>"
                            + text
                            + "</errorDescription></s:Fault>",
                    add -> false);
            int before = router.asked("AddPortMapping").size();

            GatewayException failure = failure(ASKED);

            assertEquals(reason, failure.reason(), failure.getMessage());
            assertTrue(failure.getMessage().contains(text) || reason == Reason.CONFLICT);
            assertEquals(before + 1, router.asked("AddPortMapping").size());
        }
    }

    /** The code is there, among words. */
    @ParameterizedTest
    @ValueSource(strings = {"UPnPError 725", "725 OnlyPermanentLeasesSupported", " 725: "})
    void codeAmongWords_counts(String code) throws Exception {
        refuse(
                "<s:Fault><errorCode>" + code + "</errorCode></s:Fault>",
                add -> add.get("NewLeaseDuration").equals("0"));

        assertTrue(map(ASKED).mapping().lease().isZero());
        assertEquals(2, router.asked("AddPortMapping").size());
    }

    /** Such a text is about an argument: other words may help. */
    @Test
    void textAboutALease_isNoReason() throws Exception {
        refuse(
                "<s:Fault><errorCode>402</errorCode><errorDescription>Lease exceeds limit"
                        + "</errorDescription></s:Fault>",
                add -> add.get("NewLeaseDuration").equals("0"));

        assertFalse(map(ASKED).notes().isEmpty());
    }
}
