// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.hostile;

import org.postern.api.discovery.DiscoveryStrategy;
import org.postern.api.discovery.DiscoveryStrategyProvider;
import org.postern.api.upnp.Upnp;
import org.postern.api.upnp.UpnpDevice;
import org.postern.igd.control.search.DeviceFilter;
import org.postern.igd.control.search.SearchSettings;
import org.postern.igd.control.search.TestEngines;
import org.postern.igd.control.search.UpnpEngine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Hears the searches that one control point sends on loopback, told by their source port so that
 * nobody else's on this machine is disturbed, and answers them in anybody's name.
 */
final class HostileAnswers implements AutoCloseable {
    private static final int SSDP = 1900;

    /** What is done about a search; runs for one search at a time. */
    interface Script {
        void onSearch(HostileAnswers answers, SocketAddress searcher)
                throws IOException, InterruptedException;
    }

    /**
     * Who names which location.
     *
     * @param words more of what it says, within its names
     */
    record Said(String sender, String location, String words) {
        Said(HostileDevice device, String path) {
            this(device, path, "");
        }

        Said(HostileDevice device, String path, String words) {
            this(device.address(), device.url(path).toString(), words);
        }
    }

    private final MulticastSocket ears;
    private final Map<String, DatagramSocket> mouths = new HashMap<>();
    private final Thread thread;

    private HostileAnswers(int searchersPort, Script script) throws IOException {
        ears = new MulticastSocket(null);
        ears.setReuseAddress(true);
        ears.bind(new InetSocketAddress(SSDP));
        InetAddress group = InetAddress.getByName("239.255.255.250");
        ears.joinGroup(
                new InetSocketAddress(group, 0),
                NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")));
        thread = new Thread(() -> listen(searchersPort, script), "hostile-answers");
        thread.setDaemon(true);
        thread.start();
    }

    static HostileAnswers to(int searchersPort, Script script) throws IOException {
        return new HostileAnswers(searchersPort, script);
    }

    /** Searches on loopback, where each location is named by its sender. */
    @SuppressWarnings("try") // Held to be closed.
    static List<UpnpDevice> search(Upnp upnp, Duration timeout, List<Said> said) throws Exception {
        int port = freePort();
        upnp.discoverMulticastInterface("lo");
        upnp.discoverLocalPort(port);
        try (HostileAnswers answers = to(port, script(said))) {
            // Others may play routers on this machine's loopback at the same time.
            return upnp.discover(timeout, 2, "").stream().filter(each -> isOf(said, each)).toList();
        }
    }

    private static boolean isOf(List<Said> said, UpnpDevice device) {
        String url = device.descriptionUrl().toString();
        return said.stream().anyMatch(each -> each.location().equals(url));
    }

    /** Searches until a valid gateway was read; the devices in the order in which they were. */
    @SuppressWarnings("try") // Held to be closed.
    static List<UpnpDevice> searchForGateway(List<Said> said) throws Exception {
        int port = freePort();
        SearchSettings settings = new SearchSettings(Duration.ofMinutes(5), 2, port, false, "lo");
        List<UpnpDevice> read = new CopyOnWriteArrayList<>();
        CountDownLatch found = new CountDownLatch(1);
        try (UpnpEngine engine = engine();
                HostileAnswers answers = to(port, script(said))) {
            engine.list(
                    settings,
                    new DeviceFilter(""),
                    device -> {
                        if (isOf(said, device)) {
                            read.add(device);
                        }
                        if (isOf(said, device) && device.validGateway()) {
                            found.countDown();
                        }
                    });
            found.await();
            return List.copyOf(read);
        }
    }

    /** With the real ways of searching. */
    static UpnpEngine engine() {
        List<DiscoveryStrategy> strategies =
                ServiceLoader.load(DiscoveryStrategyProvider.class).stream()
                        .flatMap(each -> each.get().strategies().stream())
                        .toList();
        return TestEngines.with(() -> strategies);
    }

    private static Script script(List<Said> said) {
        return (answers, searcher) -> {
            for (Said each : said) {
                String usn = "uuid:" + each.location() + each.words();
                answers.say(each.sender(), Answers.ssdp(each.location(), usn), searcher);
            }
        };
    }

    /** A source port for a search of the test's own. */
    static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }

    /** On the script's thread alone. */
    void say(String sender, String text, SocketAddress to) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        DatagramSocket mouth = mouths.get(sender);
        if (mouth == null) {
            mouth = new DatagramSocket(0, InetAddress.getByName(sender));
            mouths.put(sender, mouth);
        }
        mouth.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private void listen(int searchersPort, Script script) {
        DatagramPacket heard = new DatagramPacket(new byte[2048], 2048);
        try {
            while (true) {
                heard.setLength(2048);
                ears.receive(heard);
                if (heard.getPort() == searchersPort) {
                    script.onSearch(this, heard.getSocketAddress());
                }
            }
        } catch (IOException | InterruptedException e) {
            // Closed.
        }
    }

    @Override
    public void close() {
        ears.close();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        mouths.values().forEach(DatagramSocket::close);
    }
}
