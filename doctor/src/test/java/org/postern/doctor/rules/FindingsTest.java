// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.postern.doctor.rules.EvidenceBuilder.LAN;
import static org.postern.doctor.rules.EvidenceBuilder.closed;
import static org.postern.doctor.rules.EvidenceBuilder.healthy;
import static org.postern.doctor.rules.EvidenceBuilder.natPmp;
import static org.postern.doctor.rules.EvidenceBuilder.open;
import static org.postern.doctor.rules.EvidenceBuilder.switchedOff;
import static org.postern.doctor.rules.Samples.PORT;
import static org.postern.doctor.rules.Samples.gateway;
import static org.postern.doctor.rules.Samples.multicastAnswer;
import static org.postern.doctor.rules.Samples.opened;
import static org.postern.doctor.rules.Samples.read;
import static org.postern.doctor.rules.Samples.tcp;

import org.junit.jupiter.api.Test;
import org.postern.api.doctor.Note.Kind;
import org.postern.doctor.evidence.DeviceRead;
import org.postern.doctor.evidence.TestMapping;
import org.postern.doctor.evidence.TestMapping.Outcome;
import org.postern.doctor.verdict.Finding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is told besides the cause. */
final class FindingsTest {
    private static List<Kind> kinds(EvidenceBuilder evidence) {
        return DecisionTable.judge(evidence.build()).findings().stream()
                .map(Finding::kind)
                .toList();
    }

    @Test
    void healthyNetwork_hasNothingToTell() {
        assertEquals(List.of(), kinds(healthy()));
        assertEquals(List.of(), kinds(open().but(it -> it.hairpin = true)));
    }

    @Test
    void answersByMulticastAreMissed() {
        assertEquals(
                List.of(Kind.NO_MULTICAST),
                kinds(healthy().but(it -> it.answers.removeIf(each -> !each.unicast()))));
    }

    @Test
    void programThatKeepsPort1900IsTold() {
        assertEquals(
                List.of(Kind.ANNOUNCEMENTS_NOT_HEARD),
                kinds(healthy().but(it -> it.announcementPort = Optional.of("rygel (812)"))));
    }

    @Test
    void anotherGatewayIsTold() {
        assertEquals(
                List.of(Kind.OTHER_GATEWAY),
                kinds(healthy().but(it -> it.gateways.add(gateway("192.168.66.2", LAN)))));
    }

    @Test
    void devicesThatAreNoGatewaysAreToldWhereNoneIs() {
        String media = "http://192.168.66.30:8200/desc.xml";
        assertEquals(
                List.of(Kind.OTHER_DEVICES),
                kinds(
                        switchedOff()
                                .but(
                                        it -> {
                                            it.answers.add(
                                                    multicastAnswer("192.168.66.30", media, false));
                                            it.devices.add(
                                                    read(
                                                            media,
                                                            DeviceRead.Outcome.OTHER_DEVICE,
                                                            20));
                                        })));
    }

    @Test
    void portThatIsNotReachedFromInsideIsTold() {
        assertEquals(List.of(Kind.NO_HAIRPIN), kinds(open()));
    }

    @Test
    void youngConnectionIsTold() {
        assertEquals(
                List.of(Kind.RESTARTED), kinds(closed().but(it -> it.uptime = OptionalLong.of(4))));
    }

    @Test
    void youngConnectionIsNoMatter_whereSomethingElseKeepsThePortShut() {
        assertEquals(
                List.of(),
                kinds(
                        closed().but(
                                        it -> {
                                            it.uptime = OptionalLong.of(4);
                                            it.listening = tcp("127.0.0.1", PORT);
                                        })));
    }

    @Test
    void youngConnectionIsNoMatterForAnOpenPort() {
        assertEquals(
                List.of(),
                kinds(
                        open().but(
                                        it -> {
                                            it.uptime = OptionalLong.of(4);
                                            it.hairpin = true;
                                        })));
    }

    @Test
    void otherProtocolsWithoutUpnpAreTold() {
        assertEquals(List.of(Kind.UPNP_OFF), kinds(natPmp()));
    }

    @Test
    void permanentMappingsAreTold() {
        assertEquals(
                List.of(Kind.PERMANENT_ONLY),
                kinds(closed().but(it -> it.test = opened(Outcome.OPENED_PERMANENTLY, PORT))));
    }

    @Test
    void mappingThatIsLeftIsTold() {
        TestMapping left =
                new TestMapping(
                        Outcome.OPENED, PORT, Optional.empty(), OptionalInt.empty(), "", false);

        assertEquals(List.of(Kind.TEST_MAPPING_LEFT), kinds(closed().but(it -> it.test = left)));
    }
}
