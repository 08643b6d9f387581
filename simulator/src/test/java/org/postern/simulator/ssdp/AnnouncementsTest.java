// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.postern.simulator.description.DeviceModel;
import org.postern.simulator.net.LanInterface;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class AnnouncementsTest {
    private static final int HANG_GUARD_MILLIS = 15_000;
    private static final InetSocketAddress GROUP = new InetSocketAddress("239.255.255.250", 1900);

    @Test
    void alive_isRepeatedWithTheSameBootId() throws Exception {
        LanInterface lan = LanInterface.find("127.201.7.9");
        DeviceModel root = new DeviceModel("urn:x:device:A:1", "uuid:a", "A", List.of(), List.of());
        var timing =
                new SsdpResponder.Timing(Duration.ZERO, Duration.ofMillis(20), Clock.systemUTC());
        Map<InetAddress, String> location = Map.of(lan.address(), "http://127.201.7.9:1/");
        try (MulticastSocket ear = new MulticastSocket(GROUP)) {
            ear.setSoTimeout(HANG_GUARD_MILLIS);
            ear.joinGroup(GROUP, lan.networkInterface());
            SsdpResponder responder =
                    SsdpStarter.start(
                            lan.networkInterface(),
                            location,
                            new AnnouncedDevice(root, 77, 5, Duration.ofSeconds(60)),
                            new SsdpRules(),
                            timing,
                            line -> {});
            try {
                for (int round = 0; round < 3; round++) {
                    String alive = nextAliveOfRoot(ear, lan.address());
                    assertTrue(alive.contains("BOOTID.UPNP.ORG: 77\r\n"), alive);
                    assertTrue(alive.contains("CACHE-CONTROL: max-age=60\r\n"), alive);
                    assertTrue(alive.contains("CONFIGID.UPNP.ORG: 5\r\n"), alive);
                    assertTrue(alive.contains("LOCATION: http://127.201.7.9:1/\r\n"), alive);
                    assertTrue(alive.endsWith("\r\n\r\n"), alive);
                }
            } finally {
                responder.close();
            }
        }
    }

    @Test
    void hostHeader_putsIpv6GroupsInBrackets() throws Exception {
        DeviceModel root = new DeviceModel("urn:x:device:A:1", "uuid:a", "A", List.of(), List.of());
        AnnouncedDevice announced = new AnnouncedDevice(root, 1, 1, Duration.ofSeconds(60));
        byte[] bytes =
                new MessageFactory(announced)
                        .byebye(announced.targets().get(0), "[ff02:0:0:0:0:0:0:c]:1900")
                        .bytes();
        String first = new String(bytes, StandardCharsets.UTF_8).lines().skip(1).findFirst().get();
        assertEquals("HOST: [ff02:0:0:0:0:0:0:c]:1900", first);
    }

    private static String nextAliveOfRoot(MulticastSocket ear, InetAddress from) throws Exception {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
            ear.receive(packet);
            String text =
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (packet.getAddress().equals(from)
                    && text.contains("NTS: ssdp:alive")
                    && text.contains("NT: upnp:rootdevice")) {
                return text;
            }
        }
    }
}
