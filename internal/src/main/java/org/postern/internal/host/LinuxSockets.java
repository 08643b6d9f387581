// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.host;

import org.postern.internal.system.SystemFile;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the tables of sockets in {@code /proc/net} (proc(5); tcp_ipv4.c and udp.c of the kernel for
 * the columns). Anybody may read them. Other lines are skipped.
 */
public final class LinuxSockets {
    private static final String FOLDER = "/proc/net/";

    /** A server with many connections; the kernel lists those that listen first. */
    private static final int MOST_LINES = 65_536;

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEX = 16;

    /** Digits of an address of four bytes, which is also a word of a longer one. */
    private static final int WORD = 8;

    /** Digits of an address of sixteen bytes. */
    private static final int FOUR_WORDS = 32;

    private LinuxSockets() {}

    /**
     * All TCP sockets of both families.
     *
     * @throws IOException where they cannot be read, or there are too many
     */
    public static List<KernelSocket> tcp() throws IOException {
        return bothFamilies(FOLDER + "tcp", FOLDER + "tcp6");
    }

    /**
     * All UDP sockets of both families.
     *
     * @throws IOException where they cannot be read, or there are too many
     */
    public static List<KernelSocket> udp() throws IOException {
        return bothFamilies(FOLDER + "udp", FOLDER + "udp6");
    }

    /** A kernel without IPv6 has no second file. */
    static List<KernelSocket> bothFamilies(String ipv4, String ipv6) throws IOException {
        List<KernelSocket> sockets = new ArrayList<>();
        addAll(sockets, ipv4);
        if (new File(ipv6).exists()) {
            addAll(sockets, ipv6);
        }
        return sockets;
    }

    private static void addAll(List<KernelSocket> sockets, String file) throws IOException {
        List<String> lines = SystemFile.lines(file, MOST_LINES);
        if (lines.size() == MOST_LINES) {
            throw new IOException("more than " + MOST_LINES + " sockets in " + file);
        }
        sockets.addAll(read(lines, ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN));
    }

    /** The kernel prints each four bytes of an address in the byte order of the machine. */
    static List<KernelSocket> read(List<String> lines, boolean littleEndian) {
        List<KernelSocket> sockets = new ArrayList<>();
        for (String line : lines) {
            try {
                List<String> words = SystemFile.words(line);
                sockets.add(
                        new KernelSocket(
                                end(words.get(LOCAL), littleEndian),
                                end(words.get(REMOTE), littleEndian),
                                Integer.parseInt(words.get(STATE), HEX),
                                Long.parseLong(words.get(INODE))));
            } catch (IllegalArgumentException
                    | IndexOutOfBoundsException
                    | UnknownHostException e) {
                // The heading, or another format.
            }
        }
        return sockets;
    }

    private static InetSocketAddress end(String text, boolean littleEndian)
            throws UnknownHostException {
        int colon = text.indexOf(':');
        return new InetSocketAddress(
                address(text.substring(0, colon), littleEndian),
                Integer.parseInt(text, colon + 1, text.length(), HEX));
    }

    private static InetAddress address(String hex, boolean littleEndian)
            throws UnknownHostException {
        if (hex.length() != WORD && hex.length() != FOUR_WORDS) {
            throw new IllegalArgumentException("no address");
        }
        byte[] bytes = new byte[hex.length() / 2];
        for (int start = 0; start < hex.length(); start += WORD) {
            int word = Integer.parseUnsignedInt(hex, start, start + WORD, HEX);
            int ordered = littleEndian ? Integer.reverseBytes(word) : word;
            int at = start / 2;
            bytes[at] = (byte) (ordered >> 24);
            bytes[at + 1] = (byte) (ordered >> 16);
            bytes[at + 2] = (byte) (ordered >> 8);
            bytes[at + 3] = (byte) ordered;
        }
        // Makes an IPv4 address of one that is mapped into IPv6.
        return InetAddress.getByAddress(bytes);
    }
}
