// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.clientaddress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class AddressChoiceTest {
    private static final String STABLE = "2001:db8:1:2:18f0:1:2:3";
    private static final String TEMPORARY = "2001:db8:1:2:a123:4:5:6";
    private static final String OTHER_SUBNET = "2001:db8:9:9::1";
    private static final String OF_HARDWARE = "2001:db8:1:2:216:3eff:fe12:3456";

    private final List<ListedAddress> listed = new ArrayList<>();
    private Optional<Inet6Address> outgoing = Optional.empty();

    private static Inet6Address address(String literal) {
        try {
            return (Inet6Address) InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void tell(String literal, boolean temporary, boolean usable) {
        listed.add(new ListedAddress(address(literal), temporary, usable));
    }

    private Optional<Inet6Address> chosen(String... own) {
        return choice(own).map(ClientAddress::address);
    }

    private Optional<ClientAddress> choice(String... own) {
        List<InetAddress> addresses =
                Arrays.stream(own).map(each -> (InetAddress) address(each)).toList();
        return new AddressChoice(listed, outgoing).among(addresses);
    }

    private int notes(String... own) {
        return choice(own).orElseThrow().notes().size();
    }

    @Test
    void stableComesBeforeTemporary_whateverConnectionsUse() {
        tell(TEMPORARY, true, true);
        tell(STABLE, false, true);
        outgoing = Optional.of(address(TEMPORARY));
        assertEquals(Optional.of(address(STABLE)), chosen(TEMPORARY, STABLE));
        assertEquals(1, notes(TEMPORARY, STABLE));
    }

    @Test
    void temporaryIsTakenWhereThereIsNoOther_andSaidToBeSo() {
        tell(TEMPORARY, true, true);
        outgoing = Optional.of(address(TEMPORARY));
        assertEquals(Optional.of(address(TEMPORARY)), chosen(TEMPORARY));
        assertEquals(1, notes(TEMPORARY));
    }

    @Test
    void nothingIsSaidWhereThereIsOneAddress() {
        tell(STABLE, false, true);
        outgoing = Optional.of(address(STABLE));
        assertEquals(0, notes(STABLE));
    }

    @Test
    void whatTheInternetCannotReachIsNeverChosen() {
        assertEquals(Optional.empty(), chosen("fe80::1", "fd77::1", "fc00::1", "::1", "fec0::1"));
    }

    @Test
    void deprecatedAndTentativeAreNeverChosen() {
        tell(STABLE, false, false);
        assertEquals(Optional.empty(), chosen(STABLE));
        tell(TEMPORARY, true, true);
        assertEquals(Optional.of(address(TEMPORARY)), chosen(STABLE, TEMPORARY));
    }

    @Test
    void untold_connectionsPreferTheTemporaryOne() {
        outgoing = Optional.of(address(TEMPORARY));
        assertEquals(Optional.of(address(STABLE)), chosen(TEMPORARY, STABLE));
    }

    @Test
    void untold_oneAloneIsTakenForStable() {
        outgoing = Optional.of(address(TEMPORARY));
        assertEquals(Optional.of(address(TEMPORARY)), chosen(TEMPORARY, OTHER_SUBNET));
        assertEquals(0, notes(TEMPORARY));
    }

    @Test
    void theSubnetOfConnectionsComesFirst_thenTheAddressOfTheHardware() {
        outgoing = Optional.of(address(STABLE));
        tell(OTHER_SUBNET, false, true);
        tell(STABLE, false, true);
        tell(OF_HARDWARE, false, true);
        assertEquals(Optional.of(address(OF_HARDWARE)), chosen(OTHER_SUBNET, STABLE, OF_HARDWARE));
        assertEquals(Optional.of(address(STABLE)), chosen(OTHER_SUBNET, STABLE));
    }

    @Test
    void scopesDoNotMatter() throws Exception {
        tell(STABLE, false, true);
        InetAddress scoped = Inet6Address.getByAddress("", address(STABLE).getAddress(), 3);
        ClientAddress chosen =
                new AddressChoice(listed, outgoing).among(List.of(scoped)).orElseThrow();
        assertEquals(STABLE, chosen.address().getHostAddress());
    }

    @Test
    void usersWordIsTaken_andCommentedOn() {
        tell(TEMPORARY, true, true);
        outgoing = Optional.of(address(STABLE));
        ClientAddress named = new AddressChoice(listed, outgoing).named(address(TEMPORARY));
        assertEquals(address(TEMPORARY), named.address());
        assertEquals(2, named.notes().size());
    }

    @Test
    void routerOnThisMachineIsReachedOverLoopback() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(address("::1"));
        assumeTrue(loopback != null, "Skipped: this machine has no ::1");
        Optional<ClientAddress> chosen = ClientAddresses.ofThisSystem().choose(loopback);
        assertEquals("0:0:0:0:0:0:0:1", chosen.orElseThrow().address().getHostAddress());
    }

    @Test
    void addressesInNotes_areShort() {
        outgoing = Optional.of(address(OTHER_SUBNET));
        ClientAddress named = new AddressChoice(listed, outgoing).named(address(STABLE));
        assertEquals(
                List.of("Outgoing connections use another address, " + OTHER_SUBNET + "."),
                named.notes());
    }
}
