package dev.mora.whatsapp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges the address of a download before it gets the token: https, a host of the list, and no
 * address of this machine or this network behind the name, so that nobody makes us fetch what only
 * we can reach.
 *
 * <p>The JDK's client looks a name up by itself when it connects. Whoever can change the answer of
 * the name servers for a listed host between the two look-ups gets past the second rule, though not
 * past TLS: the certificate must still be that host's.
 */
final class MediaAddress {

  /** Looks a name up. */
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  private final List<String> hosts;
  private final Optional<URI> standIn;
  private final Names names;

  /**
   * @param hosts lower case; {@code *.fbcdn.net} is any name below
   * @param standIn loopback address that all downloads go to instead; empty for a provider
   */
  MediaAddress(List<String> hosts, Optional<URI> standIn, Names names) {
    this.hosts = List.copyOf(hosts);
    this.standIn = standIn;
    this.names = names;
  }

  /**
   * The address to fetch.
   *
   * @throws Forbidden if it is not one of the provider's
   * @throws UnknownHostException if the name cannot be looked up now
   */
  URI judged(String url) throws Forbidden, UnknownHostException {
    URI uri = parsed(url);
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (uri.getRawUserInfo() != null || host.isEmpty()) {
      throw new Forbidden("an address with a user or without a host");
    }
    if (standIn.isPresent()) {
      return moved(uri, standIn.get());
    }
    if (!"https".equalsIgnoreCase(uri.getScheme())) {
      throw new Forbidden("an address without https");
    }
    if (uri.getPort() != -1 && uri.getPort() != 443) {
      throw new Forbidden("an address with a port of its own");
    }
    if (hosts.stream().noneMatch(listed -> covers(listed, host))) {
      throw new Forbidden("a host that is not on the list");
    }
    for (InetAddress address : names.of(host)) {
      if (!isPublic(address)) {
        throw new Forbidden("a name that leads into a private network");
      }
    }
    return uri;
  }

  private static URI parsed(String url) throws Forbidden {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new Forbidden("an address that cannot be read");
    }
  }

  private static URI moved(URI uri, URI standIn) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return URI.create(standIn.getScheme() + "://" + standIn.getRawAuthority() + path + query);
  }

  private static boolean covers(String listed, String host) {
    return listed.startsWith("*.")
        ? host.length() > listed.length() - 1 && host.endsWith(listed.substring(1))
        : host.equals(listed);
  }

  /** Whether an address is reached over the open internet only. */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? isPublic4(bytes)
        : address instanceof Inet6Address && isPublic6(bytes);
  }

  /** Beyond what the JDK tells: this network, shared, test, benchmark and reserved ranges. */
  private static boolean isPublic4(byte[] b) {
    int first = b[0] & 0xFF;
    int second = b[1] & 0xFF;
    int third = b[2] & 0xFF;
    return first != 0
        && first < 240
        && !(first == 100 && second >= 64 && second < 128)
        && !(first == 192 && second == 0 && (third == 0 || third == 2))
        && !(first == 198 && (second == 18 || second == 19))
        && !(first == 198 && second == 51 && third == 100)
        && !(first == 203 && second == 0 && third == 113);
  }

  /** Global unicast only, and none that carries another address inside. */
  private static boolean isPublic6(byte[] b) {
    boolean global = (b[0] & 0xE0) == 0x20;
    boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
    boolean special = b[0] == 0x20 && b[1] == 0x01 && (b[2] & 0xFE) == 0; // Teredo and others
    boolean documentation = startsWith(b, 0x20, 0x01, 0x0D, 0xB8);
    return global && !sixToFour && !special && !documentation;
  }

  private static boolean startsWith(byte[] b, int... prefix) {
    return Arrays.equals(
        Arrays.copyOf(b, prefix.length),
        new byte[] {(byte) prefix[0], (byte) prefix[1], (byte) prefix[2], (byte) prefix[3]});
  }

  /** An address that gets no token. */
  static final class Forbidden extends Exception {
    private static final long serialVersionUID = 1L;

    Forbidden(String what) {
      super(what);
    }
  }
}
