import CLibXML2

/// An entity of our own making, with the text that the parser puts in its place and no markup in it.
enum ExpandedEntity {
  /// Two allocations, which `free` gives back; the caller does so after the parser context is gone.
  static func make(_ content: [UInt8]) -> UnsafeMutablePointer<xmlEntity> {
    let bytes = UnsafeMutablePointer<xmlChar>.allocate(capacity: content.count + 1)
    for (index, byte) in content.enumerated() { bytes[index] = byte }
    bytes[content.count] = 0
    let entity = UnsafeMutablePointer<xmlEntity>.allocate(capacity: 1)
    entity.initialize(to: xmlEntity())
    entity.pointee.type = XML_ENTITY_DECL
    entity.pointee.etype = XML_INTERNAL_PREDEFINED_ENTITY
    entity.pointee.content = bytes
    entity.pointee.length = Int32(content.count)
    return entity
  }

  static func free(_ entity: UnsafeMutablePointer<xmlEntity>) {
    UnsafeMutablePointer(mutating: entity.pointee.content)?.deallocate()
    entity.deallocate()
  }
}
