#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# Net::UPnP of CPAN, which sends arguments in any order.
use strict;
use warnings;
use Net::UPnP::ControlPoint;
use Net::UPnP::GW::Gateway;

my ($address, $port) = @ARGV;
my $type = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1';
my ($device) = Net::UPnP::ControlPoint->new()->search(st => $type, mx => 1);
die "no gateway\n" unless $device;
my $gateway = Net::UPnP::GW::Gateway->new();
$gateway->setdevice($device);
my %mapping = (
    NewExternalPort => $port,
    NewProtocol => 'TCP',
    NewInternalPort => $port,
    NewInternalClient => $address,
    NewPortMappingDescription => 'Net::UPnP',
);
$gateway->addportmapping(%mapping) or die "not mapped\n";
$| = 1;
print "listed\n" if grep { $_->{NewExternalPort} == $port } $gateway->getportmappingentries();
1 while <STDIN>;
$gateway->deleteportmapping(%mapping) or die "not unmapped\n";
